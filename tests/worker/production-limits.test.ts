/**
 * What Cloudflare allows and a machine of ours would not mind (T145): nothing is compiled out of bytes or text while it runs, no
 * request has more than six connections open, and a hash costs what was decided. The runtime itself refuses the first one,
 * so it is looked for in the bundle, before anybody meets it.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inRoot } from "../../dev/root.ts";
import { standardCost } from "../../worker/ports/passwords.ts";
import type { CountingProxy } from "../support/counting-proxy.ts";
import { createProxiedWorld } from "../support/proxied-world.ts";
import type { World } from "../support/world.ts";

const bundle = inRoot("dist/worker");
const scripts = readdirSync(bundle).filter((name) => name.endsWith(".js"));

/** The most spans that were open at one moment. */
function mostAtOnce(spans: readonly { readonly startedAt: number; readonly endedAt: number | undefined }[]): number {
	const steps = spans
		.flatMap(({ startedAt, endedAt }) => [[startedAt, 1] as const, [endedAt ?? Number.POSITIVE_INFINITY, -1] as const])
		.sort(([at, step], [otherAt, otherStep]) => at - otherAt || step - otherStep);
	let [open, most] = [0, 0];
	for (const [, step] of steps) {
		open += step;
		most = Math.max(most, open);
	}
	return most;
}

describe("the bundle", () => {
	it("T145 compiles nothing out of text or bytes while it runs", () => {
		expect(scripts.length).toBeGreaterThan(0);
		const found = scripts.flatMap((name) => {
			const code = readFileSync(join(bundle, name), "utf8");
			return (
				code.match(/\beval\(|\bnew Function\(|WebAssembly\.(?:compile|compileStreaming|instantiate|Module)\b/g) ?? []
			);
		});
		expect(found).toEqual([]);
	});

	it("T145 hashes with the cost that was decided: 19 MiB, twice over", () => {
		expect(standardCost).toMatchObject({ memoryKiB: 19_456, passes: 2 });
	});
});

describe("the connections of one request", () => {
	let world: World;
	let proxy: CountingProxy;
	beforeAll(async () => {
		({ world, proxy } = await createProxiedWorld());
	});
	afterAll(() => world.stop());

	it("T145 are six at most at any moment, the letters behind the answer and the sweep included", async () => {
		const house = await world.tenant();
		const admin = await house.person({ role: "owner" });
		const visitor = await house.signedIn(admin);
		const people = await Promise.all(Array.from({ length: 12 }, () => house.person()));
		await visitor.ok("sessions.prove", { password: admin.password });
		proxy.reset();
		proxy.delayMs = 20;
		await visitor.ok("users.sendEnrolment", { ids: people.map(({ id }) => id), by: "email" });
		await visitor.settle();
		expect(proxy.requests.length).toBeGreaterThan(12);
		expect(mostAtOnce(proxy.requests)).toBeLessThanOrEqual(6);
	});
});
