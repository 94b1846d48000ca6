/**
 * Whom the worker talks to while people sign in: the database, and nobody else. Mail is the only other party, and it is
 * not needed for any answer.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { afterPassword } from "../support/acts.ts";
import { createWorld, type World } from "../support/world.ts";

let world: World;
const realFetch = globalThis.fetch;
beforeAll(async () => {
	world = await createWorld();
});
afterEach(() => {
	globalThis.fetch = realFetch;
});
afterAll(() => world.stop());

/** Cuts the network to everything but the database, and counts what is asked for. */
function cutNetwork(): { readonly database: () => number; readonly refused: string[] } {
	const { host } = new URL(world.database.url);
	const refused: string[] = [];
	let allowed = 0;
	globalThis.fetch = async (input, init) => {
		const url = new URL(input instanceof Request ? input.url : input);
		if (url.host !== host) {
			refused.push(url.host);
			throw new TypeError("the network is cut");
		}
		allowed += 1;
		return realFetch(input, init);
	};
	return { database: () => allowed, refused };
}

describe("with the outside network cut", () => {
	it("S38 the second-factor check works and asks nobody but the database", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const network = cutNetwork();
		const visitor = await afterPassword(house, alice);
		expect(await visitor.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		expect(await visitor.okQuery("sessions.current")).toMatchObject({ session: { assurance: "secondFactor" } });
		await visitor.settle();
		expect(network.refused).toEqual([]);
		expect(network.database()).toBeGreaterThanOrEqual(4);
	});

	it("S38 a recovery code and a set-up work too: only their letters wait", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		const network = cutNetwork();
		const visitor = await afterPassword(house, alice);
		expect(await visitor.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
			next: "signedIn",
		});
		await visitor.settle();
		expect(network.refused.every((host) => host.startsWith("127.0.0.1:"))).toBe(true);
		expect(
			await world.rows("select sent_at from outbox where recipient = ? and kind = 'recoveryCodeUsed'", [alice.email]),
		).toEqual([{ sent_at: null }]);
	});
});
