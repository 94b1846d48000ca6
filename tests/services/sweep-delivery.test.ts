/**
 * The sweep with more to deliver than fits into one minute: until nothing is due or its time is over, every house in its turn,
 * and neither a cell nor a channel that hangs keeps the others waiting (T139, T140).
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openDb } from "../../db/client.ts";
import { sweep } from "../../worker/sweep.ts";
import { startCountingProxy } from "../support/counting-proxy.ts";
import { deskOf, someNumber } from "../support/links.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import type { Provider } from "../support/provider.ts";
import type { World } from "../support/world.ts";

let office: PostOffice;
let provider: Provider;
let world: World;
beforeAll(async () => {
	office = await openPostOffice();
	({ provider, world } = office);
});
afterEach(() => office.tidy());
afterAll(() => office.stop());

const minute = 60_000;

describe("a sweep", () => {
	it("T140 goes on until nothing is due, with at most six messages under way", async () => {
		const house = await world.tenant();
		const emails = await office.waitFor(house, 60);
		await sweep(world.deps);
		expect(office.arrived(emails)).toBe(60);
		expect(provider.most.email).toBeGreaterThan(1);
		expect(provider.most.email + provider.most.sms).toBeLessThanOrEqual(6);
	});

	it("T140 ends when its time is over, and the next one goes on", async () => {
		const house = await world.tenant();
		const emails = await office.waitFor(house, 60);
		provider.onMessage = () => world.advance(1500);
		await sweep(world.deps);
		const first = office.arrived(emails);
		expect(first).toBeGreaterThan(0);
		expect(first).toBeLessThan(60);
		provider.onMessage = () => undefined;
		world.advance(minute);
		await sweep(world.deps);
		await sweep(world.deps);
		expect(office.arrived(emails)).toBe(60);
	});

	it("T139 gives every house its turn: one letter arrives among the first although another house has sixty", async () => {
		const [loud, quiet] = [await world.tenant(), await world.tenant()];
		await office.waitFor(loud, 60, 10 * minute);
		const [email = ""] = await office.waitFor(quiet, 1);
		const started = provider.handovers.length;
		await sweep(world.deps);
		const place = provider.handovers.slice(started).findIndex(({ to }) => to === email);
		expect(place).toBeGreaterThanOrEqual(0);
		expect(place).toBeLessThan(48);
	});

	it("T140 texts that hang hold up no mail", async () => {
		const house = await world.tenant();
		const desk = await deskOf(house);
		const family = await Promise.all(Array.from({ length: 12 }, () => house.person({ phone: someNumber() })));
		office.heal("refusing");
		await desk.send(family, "sms");
		const emails = await office.waitFor(house, 12);
		await world.rows("update outbox set not_before_at = created_at");
		provider.email = "up";
		provider.sms = "hanging";
		const swept = sweep(world.deps);
		let before = -1;
		provider.onMessage = ({ channel }) => {
			if (channel === "sms") before = office.arrived(emails);
		};
		await swept;
		expect(office.arrived(emails)).toBe(12);
		expect(before).toBe(12);
	});

	it("T140 two at once send every letter once", async () => {
		const house = await world.tenant();
		const emails = await office.waitFor(house, 30);
		const started = provider.handovers.length;
		await Promise.all([sweep(world.deps), sweep(world.deps), sweep(world.deps)]);
		expect(provider.handovers.length - started).toBe(30);
		expect(office.arrived(emails)).toBe(30);
	});

	it("T140 a cell that hangs does not keep the letters of another waiting", async () => {
		const house = await world.tenant();
		const emails = await office.waitFor(house, 3);
		const { config } = world.deps;
		const address = config.cells.get(config.homeCell);
		if (!address) throw new Error("no cell");
		const ill = await startCountingProxy(address.url);
		ill.mode = "silent";
		const cells = new Map([["ill", { ...address, url: ill.url }], ...config.cells]);
		const deps = {
			...world.deps,
			config: { ...config, cells },
			openCell: (cell: string) => (cell === "ill" ? openDb({ ...address, url: ill.url }) : world.deps.openCell(cell)),
		};
		const hasEnded = () => world.log.some(({ event, cell }) => event === "sweep.failed" && cell === "ill");
		const first = new Promise<string>((done) => {
			provider.onMessage = () => done(hasEnded() ? "after" : "meanwhile");
		});
		const swept = sweep(deps);
		expect(await Promise.race([first, swept.then(() => "never")])).toBe("meanwhile");
		await swept;
		expect(office.arrived(emails)).toBe(3);
		expect(world.log).toContainEqual(expect.objectContaining({ event: "sweep.failed", cell: "ill", part: "mail" }));
		await ill.stop();
	});
});
