/**
 * Clocks that go back, and two workers whose clocks differ: a code counts once, and honest people come in (T009, T011).
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { minutes, seconds } from "../../worker/lib/duration.ts";
import { afterPassword } from "../support/acts.ts";
import { type App, createVisitor, type Visitor } from "../support/browser.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
let acme: TestTenant;
beforeAll(async () => {
	world = await createWorld();
	acme = await world.tenant();
});
afterAll(() => world.stop());

describe("a clock that goes back", () => {
	it("T009 makes no code of an earlier step good until time has passed the last one; recovery codes still let in", async () => {
		const count = rounds(4, 20);
		let refused = 0;
		for (let round = 0; round < count; round += 1) {
			world.nextStep();
			const alice = await acme.enrolled();
			world.advance(minutes(10));
			await acme.signedIn(alice);
			const accepted = world.now();
			// One minute first, then all between half of one and five.
			world.advance(-seconds(30 * (1 + ((round + 1) % 10))));
			const visitor = await afterPassword(acme, alice);
			for (const around of [-30, 0, 30]) {
				const code = alice.phone.code(world.now() + seconds(around));
				expect((await visitor.refused("login.proveTotp", { code })).refusal).toBe("code_wrong");
				refused += 1;
			}
			expect(await visitor.ok("login.proveRecoveryCode", { code: alice.recoveryCodes[0] })).toMatchObject({
				next: "signedIn",
			});
			world.advance(accepted - world.now());
			const still = await afterPassword(acme, alice);
			expect((await still.refused("login.proveTotp", { code: alice.code() })).refusal).toBe("code_wrong");
			refused += 1;
			world.advance(seconds(30));
			expect(await still.ok("login.proveTotp", { code: alice.code() })).toEqual({ next: "signedIn" });
		}
		figure("T009", `${count} clocks put back by 30 s to 5 min: ${refused} codes of steps gone by, 0 accepted`);
	}, 600_000);
});

describe("two workers, twenty-five seconds apart", () => {
	const at = (app: App, jar?: Visitor): Visitor => {
		const visitor = createVisitor(app, { origin: world.origin, slug: acme.slug });
		if (jar) visitor.jar.take(jar.jar);
		return visitor;
	};

	it("T011 let everybody in who begins at one and proves at the other, and take no code twice, every round", async () => {
		const apps = [world.anotherApp(seconds(12)), world.anotherApp(-seconds(13))] as const;
		const alice = await acme.enrolled();
		const count = rounds(40, 200);
		for (let round = 0; round < count; round += 1) {
			// Another step each time, at another moment of it.
			world.nextStep();
			world.advance((round * 7_919) % seconds(30));
			const [one, other] = round % 2 === 0 ? apps : ([apps[1], apps[0]] as const);
			const code = alice.code();
			const begun = await afterPassword(acme, alice, at(one));
			const proving = at(other, begun);
			expect(await proving.ok("login.proveTotp", { code }), `round ${round}`).toEqual({ next: "signedIn" });
			await proving.settle();
			for (const app of [one, other]) {
				const again = await afterPassword(acme, alice, at(app));
				expect((await again.refused("login.proveTotp", { code })).refusal).toBe("code_wrong");
				await again.settle();
			}
		}
		const events = await world.audit(alice.id);
		expect(events.filter(({ event }) => event === "login.succeeded")).toHaveLength(count);
		figure("T011", `${count} of ${count} sign-ins before two workers 25 s apart; ${2 * count} replays, 0 accepted`);
	}, 600_000);
});
