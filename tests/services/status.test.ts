/**
 * How the service is, for anyone: version, parts and the list of hosts. It answers while the database is down, tells nothing
 * about a tenant, and says the same list as the documents.
 */
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { endpoints, LIST_VERSION } from "../../worker/features/service/endpoints.ts";
import { endpointsOf } from "../../worker/features/service/rules.ts";
import { VERSION } from "../../worker/features/service/version.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import { textOf } from "../support/sources.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let proxy: CountingProxy;
let world: World;
let house: TestTenant;
beforeAll(async () => {
	({ world, proxy } = await createProxiedWorld());
	house = await world.tenant();
});
afterEach(() => {
	proxy.mode = "up";
});
afterAll(() => world.stop());

interface Status {
	readonly version: string;
	readonly checkedAt: number;
	readonly parts: readonly { name: string; state: string }[];
	readonly endpoints: readonly { host: string; port: number; purpose: string }[];
	readonly listVersion: number;
}
const askNow = () => world.platform().okQuery<Status>("service.status");
/** After what was found before has grown old. */
const ask = () => {
	world.advance(5000);
	return askNow();
};
const statesOf = ({ parts }: Status) => Object.fromEntries(parts.map(({ name, state }) => [name, state]));

describe("service.status", () => {
	it("S44 shows version, time and every part as up, and off what this deployment has not", async () => {
		const status = await ask();
		expect(status).toMatchObject({ version: VERSION, checkedAt: world.now(), listVersion: LIST_VERSION });
		expect(statesOf(status)).toEqual({ pages: "up", database: "up", mail: "up", sms: "up" });
		const silent = await createWorld({ vars: { SMS_URL: "" } });
		const without = await silent.platform().okQuery<Status>("service.status");
		expect(statesOf(without)).toEqual({ pages: "up", database: "up", mail: "up", sms: "off" });
		expect(without.endpoints.map(({ purpose }) => purpose)).toEqual(["pages", "database", "mail"]);
		await silent.stop();
	});

	it.each(["down", "silent", "cutting"] as const)(
		"S44 answers 200 within two seconds and says so plainly while the database is %s",
		async (mode) => {
			proxy.mode = mode;
			const started = performance.now();
			const status = await ask();
			expect(performance.now() - started).toBeLessThan(2000);
			expect(statesOf(status)).toEqual({ pages: "up", database: "down", mail: "down", sms: "down" });
		},
	);

	it("letters that are refused again and again show as mail that is down, and as up once they have left", async () => {
		const alice = await house.enrolled();
		world.failMails(true);
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: alice.email });
		await visitor.settle();
		expect(statesOf(await ask())).toMatchObject({ mail: "up" });
		const { sweep } = await import("../../worker/sweep.ts");
		for (let round = 0; round < 3; round += 1) {
			world.advance(4 * 60_000);
			await sweep(world.deps);
		}
		expect(statesOf(await ask())).toMatchObject({ mail: "down", database: "up" });
		world.failMails(false);
		world.advance(10 * 60_000);
		await sweep(world.deps);
		expect(world.mails(alice.email)).toHaveLength(1);
		expect(statesOf(await ask())).toMatchObject({ mail: "up" });
	});

	it("asks each database once in five seconds, however many ask, and says when", async () => {
		const { checkedAt } = await ask();
		proxy.reset();
		world.advance(4999);
		for (let round = 0; round < 20; round += 1) expect((await askNow()).checkedAt).toBe(checkedAt);
		expect(proxy.requests).toHaveLength(0);
		world.advance(1);
		const crowd = await Promise.all(Array.from({ length: 40 }, askNow));
		expect(proxy.requests).toHaveLength(2);
		expect(new Set(crowd.map((status) => status.checkedAt))).toEqual(new Set([checkedAt, world.now()]));
		expect((await askNow()).checkedAt).toBe(world.now());
	});

	it("tells nothing about any organization", async () => {
		expect(JSON.stringify(await ask())).not.toContain(house.slug);
	});
});

describe("the list of hosts", () => {
	it("S45 S109 is the same in the documents: hosts, ports, purposes and version", () => {
		const text = textOf("docs/network.md");
		const rows = [...text.matchAll(/^\| `([^`]+)` \| (\d+) \| (\w+) \|/gm)].map(([, host, port, purpose]) => ({
			host,
			port: Number(port),
			purpose,
		}));
		expect(rows).toEqual(endpoints);
		expect(text).toContain(`List version ${LIST_VERSION}`);
	});

	it("S45 names this deployment's own addresses", () => {
		expect(
			endpointsOf(endpoints, {
				origin: "https://gate.example",
				tenantHosts: "people.example",
				smsUrl: "https://sms.example:8443/v1",
				breachesUrl: "https://ranges.example",
			}),
		).toEqual([
			{ host: "gate.example", port: 443, purpose: "pages" },
			{ host: "*.people.example", port: 443, purpose: "pages" },
			...endpoints.slice(1, 3),
			{ host: "sms.example", port: 8443, purpose: "sms" },
			{ host: "ranges.example", port: 443, purpose: "passwords" },
		]);
	});

	it("S46 no setting for a proxy exists, in the service or in its documents but as one that is not needed", () => {
		expect(textOf("worker/env.ts")).not.toMatch(/proxy/i);
		expect(textOf("docs/network.md")).toMatch(/no proxy setting/i);
	});

	it("the version is that of package.json", () => {
		expect(JSON.parse(readFileSync("package.json", "utf8")).version).toBe(VERSION);
	});
});
