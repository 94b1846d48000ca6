import { afterAll, beforeAll, it } from "vitest";
import { createWorld, type World } from "../support/world.ts";
import { crowdAtCodeStep, sessionsOf, settleAll, tally, twoIsolates } from "../support/crowd.ts";
import { seconds } from "../../worker/lib/duration.ts";
let world: World;
beforeAll(async () => { world = await createWorld(); });
afterAll(() => world.stop());
it("probe", async () => {
	const acme = await world.tenant();
	const gate = twoIsolates(world);
	const seen = new Set<string>();
	const real = globalThis.fetch;
	let inflight = 0, most = 0;
	globalThis.fetch = (async (...a: Parameters<typeof fetch>) => {
		inflight++; most = Math.max(most, inflight);
		const t = performance.now();
		try { const r = await real(...a); const dt = performance.now() - t; if (dt > 1500) console.log("slow", dt); if (!r.ok) console.log(r.status, await r.clone().text()); else { const txt = await r.clone().text(); const m = txt.match(/"error":\{[^}]*\}/g); if (m) for (const x of m) if (!x.includes("malformed JSON") && seen.size < 30 && !seen.has(x)) { seen.add(x); console.log("DBERR", x.slice(0, 200)); } } return r; }
		catch (e) { const m = String((e as Error).message) + " " + String((e as any).cause?.code) + " after " + Math.round(performance.now() - t); if (seen.size < 20) { seen.add(m); console.log(m); } throw e; }
		finally { inflight--; }
	}) as typeof fetch;
	for (let round = 0; round < 60; round += 1) {
		const alice = await acme.enrolled();
		const crowd = await crowdAtCodeStep(world, gate, acme, alice, 50);
		const code = alice.code();
		const t = performance.now();
		const answers = await Promise.all(crowd.map((v) => v.mutate("login.proveTotp", { code })));
		await settleAll(crowd);
		console.log(round, Math.round(performance.now() - t), most, JSON.stringify(tally(answers)), await sessionsOf(world, alice.id));
	}
	globalThis.fetch = real;
}, 100000);
