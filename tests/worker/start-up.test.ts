/**
 * The deployed bundle in workerd without one of its settings: it refuses everything, names what is missing and shows no value.
 */
import { afterEach, describe, expect, inject, it } from "vitest";
import { makeLocalSecrets } from "../../dev/local-secrets.ts";
import { type LocalWorkerd, startWorker } from "../../dev/workerd.ts";

const good: Readonly<Record<string, string>> = {
	ORIGIN: "http://localhost:8787",
	CATALOG_URL: inject("libsqlUrl"),
	MAIL_FROM: "Gatehouse <door@localhost>",
	...makeLocalSecrets(),
};
let running: LocalWorkerd | undefined;
afterEach(async () => {
	await running?.stop();
	running = undefined;
});

/** Starts the bundle with these settings and answers with what a visitor and the log are told. */
async function start(vars: Readonly<Record<string, string>>) {
	const lines: string[] = [];
	running = await startWorker({ entry: "production", vars, onLog: (line) => void lines.push(line) });
	const answer = await fetch(`${running.url}/t/acme/trpc/tenant.profile`);
	return { status: answer.status, headers: answer.headers, text: await answer.text(), log: () => lines.join("\n") };
}

describe("the deployed bundle", () => {
	it.each(Object.keys(good))("T146 refuses to serve without %s, and names it", async (name) => {
		const { [name]: _left, ...rest } = good;
		const { status, headers, text, log } = await start(rest);
		expect(status).toBe(503);
		expect(headers.get("retry-after")).toBe("60");
		expect(headers.get("cache-control")).toBe("no-store");
		expect(text).toContain(name);
		for (const other of Object.keys(rest)) expect(text).not.toContain(other);
		for (const value of [good.KEYS ?? "", good.RESEND_API_KEY ?? ""]) expect(text + log()).not.toContain(value);
	});

	it("T146 names a weak key ring and shows none of it", async () => {
		const weak = JSON.stringify({ current: "k1", keys: { k1: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" } });
		const { status, text } = await start({ ...good, KEYS: weak });
		expect(status).toBe(503);
		expect(text).toContain("KEYS");
		expect(text).not.toContain("AAAA");
	});

	it("serves with all of them", async () => {
		const { status } = await start({ ...good, CATALOG_NAMESPACE: "template" });
		expect(status).toBe(404);
	});
});
