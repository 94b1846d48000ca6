/**
 * The two pages that are compared: ours, as it is built and served by the deployed worker in workerd, and one over Better
 * Auth's client (`bench/peer/page`), built by the same tools and served as static files with the same rules of caching.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import { build } from "vite";
import solid from "vite-plugin-solid";
import { assetHeaders } from "../../dev/asset-headers.ts";
import { freePort } from "../../dev/free-port.ts";
import { makeLocalSecrets } from "../../dev/local-secrets.ts";
import { inRoot } from "../../dev/root.ts";
import { startWorker } from "../../dev/workerd.ts";
import { startOurs } from "../ours.ts";
import { type Edge, startEdge } from "./edge.ts";

export interface Side extends Edge {
	/** The address of the sign-in page. */
	readonly signIn: string;
}

/** Our page, in front of a tenant that exists; build first. */
export async function ourPage(): Promise<Side> {
	const ours = await startOurs({ direct: false });
	const port = await freePort();
	const worker = await startWorker({
		entry: "production",
		onLog: () => undefined,
		vars: {
			ORIGIN: `http://localhost:${port}`,
			CATALOG_URL: ours.distance.url,
			RESEND_URL: ours.worker.url,
			MAIL_FROM: "Gatehouse <door@gatehouse.example>",
			...makeLocalSecrets(),
		},
	});
	const edge = await startEdge(port, (request) => {
		const { pathname, search } = new URL(request.url);
		return fetch(new Request(`${worker.url}${pathname}${search}`, request));
	});
	return {
		url: edge.url,
		signIn: `${edge.url}/t/${ours.slug}/signin`,
		async stop() {
			await edge.stop();
			await worker.stop();
			await ours.stop();
		},
	};
}

const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The peer's page. Its packages must be installed in `bench`. */
export async function peerPage(): Promise<Side> {
	const folder = inRoot(".bench/peer-page");
	await build({
		configFile: false,
		root: inRoot("bench/peer/page"),
		logLevel: "error",
		plugins: [solid()],
		build: { outDir: folder, emptyOutDir: true, target: "es2022", modulePreload: { polyfill: false } },
	});
	const edge = await startEdge(await freePort(), async (request) => {
		const { pathname } = new URL(request.url);
		const isAsset = pathname.startsWith("/assets/");
		const file = join(folder, isAsset ? pathname : "index.html");
		if (!existsSync(file)) return new Response("Not found\n", { status: 404 });
		const body = readFileSync(file);
		const tag = `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`;
		const headers = {
			...assetHeaders,
			"content-type": types[extname(file)] ?? "application/octet-stream",
			"cache-control": isAsset ? (assetHeaders["cache-control"] ?? "") : "no-cache",
			etag: tag,
		};
		if (request.headers.get("if-none-match") === tag) return new Response(null, { status: 304, headers });
		return new Response(new Uint8Array(body), { headers });
	});
	return { ...edge, signIn: `${edge.url}/signin` };
}
