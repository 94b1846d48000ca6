/**
 * A sign-up that dies between two writes: the slug can be taken again when its time is over, and nobody who confirmed
 * the address in between loses it. The crashes are made by leaving out what the worker would have written next.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reserveSlug, tenantScope } from "../../worker/features/tenants/service.ts";
import type { TenantId } from "../../worker/lib/brand.ts";
import { after, hours, minutes } from "../../worker/lib/duration.ts";
import { tokenIn } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const person = (slug: string, name = "Olive") => ({
	organization: slug,
	slug,
	name,
	email: `${name.toLowerCase()}@${slug}.example`,
	password: PASSWORD,
});

async function signUp(slug: string, name?: string) {
	const platform = world.platform();
	const answer = await platform.mutate("tenants.signUp", person(slug, name));
	await platform.settle();
	return answer;
}
const door = async (slug: string) => (await world.tenant()).visitor({ slug });
const canSignIn = async (slug: string, name: string) => {
	const answer = await (await door(slug)).mutate("login.begin", {
		email: `${name.toLowerCase()}@${slug}.example`,
		password: PASSWORD,
	});
	return answer.status === 200;
};
const available = async (slug: string) =>
	(await world.platform().okQuery<{ available: boolean }>("tenants.checkSlug", { slug })).available;

/** The worker died after the catalog had the reservation and before the cell had anything. */
async function onlyReserved(slug: string): Promise<void> {
	const { deps } = world;
	const tenantId = deps.random.id("tnt") as TenantId;
	const claim = { cell: "main", now: world.deps.clock.now(), heldUntilAt: after(world.deps.clock.now(), minutes(2)) };
	await reserveSlug(deps.openCatalog(), slug, tenantId, claim);
}

/** The worker died after the cell was written and before the slug was held for longer. */
async function withoutHold(slug: string, name?: string): Promise<void> {
	await signUp(slug, name);
	await world.rows("update directory set held_until_at = ? where slug = ?", [
		after(world.deps.clock.now(), minutes(2)),
		slug,
	]);
}

describe("a sign-up that died", () => {
	it("before the cell was written keeps the slug for two minutes; then it can be taken", async () => {
		await onlyReserved("half");
		expect(await available("half")).toBe(false);
		expect((await signUp("half")).status).toBe(409);
		const answer = await (await door("half")).query("tenant.profile");
		expect(answer.status).toBe(404);
		world.advance(minutes(2));
		expect(await available("half")).toBe(true);
		expect((await signUp("half")).status).toBe(200);
		const visitor = await door("half");
		expect(await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails("olive@half.example")[0]) })).toEqual({
			next: "signIn",
		});
		expect(await canSignIn("half", "Olive")).toBe(true);
	});

	it("before the slug was held is replaced by the next one, and its link is dead", async () => {
		await withoutHold("orphan", "First");
		const old = tokenIn(world.mails("first@orphan.example")[0]);
		world.advance(minutes(2));
		expect((await signUp("orphan", "Second")).status).toBe(200);
		expect(await world.rows("select 1 from tenants where slug = 'orphan'")).toHaveLength(1);
		const visitor = await door("orphan");
		expect(await visitor.refused("users.verifyEmail", { token: old })).toMatchObject({ refusal: "link_invalid" });
		await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails("second@orphan.example")[0]) });
		expect([await canSignIn("orphan", "First"), await canSignIn("orphan", "Second")]).toEqual([false, true]);
	});

	it("keeps the slug when its owner confirmed in between, however old the reservation looks", async () => {
		await withoutHold("saved");
		const visitor = await door("saved");
		await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails("olive@saved.example")[0]) });
		await visitor.settle();
		// The settling of the slug was lost as well: the catalog still shows an old reservation.
		await world.rows("update directory set state = 'reserved', held_until_at = ? where slug = 'saved'", [world.now()]);
		world.advance(hours(100));
		expect((await signUp("saved", "Thief")).status).toBe(409);
		expect([await canSignIn("saved", "Olive"), await canSignIn("saved", "Thief")]).toEqual([true, false]);
		expect(await world.rows("select state from directory where slug = 'saved'")).toEqual([{ state: "active" }]);
	});

	it("an unconfirmed house keeps its slug for two days, then it is free", async () => {
		await signUp("slow");
		world.advance(hours(47));
		expect((await signUp("slow", "Eager")).status).toBe(409);
		world.advance(hours(1));
		expect((await signUp("slow", "Eager")).status).toBe(200);
	});

	it("an open house whose slug was not settled is settled by the next visit", async () => {
		await signUp("unsettled");
		const visitor = await door("unsettled");
		await visitor.ok("users.verifyEmail", { token: tokenIn(world.mails("olive@unsettled.example")[0]) });
		await visitor.settle();
		await world.rows("update directory set state = 'reserved', held_until_at = ? where slug = 'unsettled'", [
			world.now(),
		]);
		world.deps.directory.forget("unsettled");
		await visitor.okQuery("tenant.profile");
		await visitor.settle();
		expect(await world.rows("select state from directory where slug = 'unsettled'")).toEqual([{ state: "active" }]);
	});

	it("one of many takes an abandoned slug over at the same moment, and only one house is left", async () => {
		await withoutHold("fought");
		world.advance(minutes(2));
		const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => signUp("fought", `Rival${index}`)));
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409, 409]);
		const rows = await world.rows("select tenant_id from directory where slug = 'fought'");
		expect(await world.rows("select tenant_id from tenants where slug = 'fought'")).toEqual(rows);
	});
});

describe("addresses", () => {
	it("come from configuration, never from the request", async () => {
		const house = await world.tenant();
		const alice = await house.person();
		const visitor = house.visitor({ headers: { host: "evil.example", "x-forwarded-host": "evil.example" } });
		await visitor.ok("passwords.requestReset", { email: alice.email });
		await visitor.settle();
		expect(world.mails(alice.email)[0]?.text).toContain(`${world.origin}/t/${house.slug}/reset#token=`);
		expect(world.mails(alice.email)[0]?.text).not.toContain("evil");
		expect(tenantScope(house.scope, house.slug, { tenantId: house.scope.tenantId, cell: "main" }).base).toBe(
			`${world.origin}/t/${house.slug}`,
		);
	});
});
