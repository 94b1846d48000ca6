/**
 * What the sweep takes away when its time is over: letters after a day, sign-ups that nobody confirmed with their slug; and what
 * it leaves where it is.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sweep } from "../../worker/sweep.ts";
import { tokenIn } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

async function later(span: number): Promise<void> {
	world.advance(span);
	await sweep(world.deps);
}

describe("letters", () => {
	const lettersTo = (email: string) =>
		world.rows("select sealed_letter is null as wiped from outbox where recipient = ?", [email]);
	const reset = async (email: string) => {
		const house = await world.tenant();
		await house.person({ email });
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email });
		await visitor.settle();
	};

	it("that left are kept for a day, for the budgets, and then deleted", async () => {
		await reset("left@keeping.example");
		await later(day - minute);
		expect(await lettersTo("left@keeping.example")).toEqual([{ wiped: 1 }]);
		await later(minute);
		expect(await lettersTo("left@keeping.example")).toEqual([]);
	});

	it("that never left are wiped when their time is over, and deleted", async () => {
		world.failMails(true);
		await reset("never@keeping.example");
		await later(10 * minute);
		expect(await lettersTo("never@keeping.example")).toEqual([{ wiped: 0 }]);
		await later(2 * hour);
		expect(await lettersTo("never@keeping.example")).toEqual([{ wiped: 1 }]);
		world.failMails(false);
		await later(day);
		expect(await lettersTo("never@keeping.example")).toEqual([]);
	});

	it("that still mean something stay, however long the provider is down", async () => {
		const house = await world.tenant();
		const alice = await house.enrolled();
		world.failMails(true);
		const inside = await house.signedIn(alice);
		await inside.ok("recoveryCodes.regenerate", { password: PASSWORD });
		await inside.settle();
		await later(2 * day);
		expect(await lettersTo(alice.email)).toEqual([{ wiped: 0 }]);
		world.failMails(false);
		await later(hour);
		expect(world.mails(alice.email)).toHaveLength(1);
	});
});

describe("sign-ups", () => {
	const signUp = async (slug: string) => {
		const platform = world.platform();
		const email = `olive@${slug}.example`;
		const answer = await platform.mutate("tenants.signUp", {
			...{ organization: "Left", slug, name: "Olive", email, password: PASSWORD },
		});
		await platform.settle();
		return answer.status;
	};
	const left = async (slug: string) => [
		...(await world.rows("select state from directory where slug = ?", [slug])),
		...(await world.rows("select state from tenants where slug = ?", [slug])),
		...(await world.rows("select status as state from users where email = ?", [`olive@${slug}.example`])),
	];

	it("that nobody confirmed leave nothing, nine days later and not before", async () => {
		await signUp("forgotten");
		await later(9 * day - minute);
		expect(await left("forgotten")).toEqual([{ state: "reserved" }, { state: "unverified" }, { state: "unverified" }]);
		await later(minute);
		expect(await left("forgotten")).toEqual([]);
		expect(await signUp("forgotten")).toBe(200);
	});

	it("that were confirmed keep all, and their slug is settled where that was lost", async () => {
		await signUp("confirmed");
		const visitor = (await world.tenant()).visitor({ slug: "confirmed" });
		await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails("olive@confirmed.example")[0]) });
		await visitor.settle();
		await world.rows("update directory set state = 'reserved', held_until_at = ? where slug = 'confirmed'", [
			world.now(),
		]);
		await later(8 * day);
		expect(await left("confirmed")).toEqual([{ state: "active" }, { state: "active" }, { state: "active" }]);
	});

	it("that never reached their cell leave no slug behind, even when there are more than one sweep looks at", async () => {
		for (let made = 0; made < 50; made += 1)
			await world.rows(
				"insert into directory (slug, tenant_id, cell, state, held_until_at, created_at) values (?, ?, 'main', 'reserved', ?, ?)",
				[`nothing-${made}`, `tnt_nothing${made}`, world.now(), world.now()],
			);
		await later(7 * day);
		await later(minute);
		await later(minute);
		expect(await world.rows("select slug from directory where slug like 'nothing-%'")).toEqual([]);
	});
});
