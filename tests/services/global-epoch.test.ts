/**
 * The global epoch is a setting, and settings get lost: the greatest that the service ever had is kept in the catalog, and a worker
 * that is behind it serves nobody, because what was dead since it was raised would live again there (rule 27).
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../../worker/app.ts";
import { sweep } from "../../worker/sweep.ts";
import { createVisitor } from "../support/browser.ts";
import { ringOf } from "../support/operator.ts";
import { depsWith } from "../support/rings.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

it("T142 a worker whose global epoch is behind the greatest seen serves nobody, a remembered house neither, until it is set again", async () => {
	const house = await world.tenant();
	const bob = await house.person();
	const inside = await house.signedIn(bob);
	const raised = depsWith(world, { KEYS: ringOf(world), GLOBAL_EPOCH: "3" });
	const above = createApp(raised);
	await sweep(raised);
	await sweep(world.deps);
	const credentials = { email: bob.email, password: PASSWORD };
	const visitor = createVisitor(above, { origin: world.origin, slug: house.slug });
	visitor.jar.take(inside.jar);
	expect(await visitor.okQuery("sessions.current")).toBeNull();
	expect(await visitor.ok("login.begin", credentials)).toEqual({ next: "signedIn" });

	const expected = { status: 503, refusal: "not_ready", retryAfterSeconds: 60 };
	const fresh = createVisitor(world.anotherApp(), { origin: world.origin, slug: house.slug });
	fresh.jar.take(inside.jar);
	expect(await fresh.refused("login.begin", credentials)).toMatchObject(expected);
	expect(await fresh.query("sessions.current")).toMatchObject({ status: 503 });
	// What it remembers of the directory is looked up anew behind an answer, and then no more.
	world.advance(60_001);
	await inside.query("sessions.current");
	await inside.settle().catch(() => undefined);
	expect(await inside.query("sessions.current")).toMatchObject({ status: 503 });
	expect(world.log).toContainEqual({ event: "epoch.lost", globalEpoch: 0, greatest: 3 });

	const again = createApp(depsWith(world, { KEYS: ringOf(world), GLOBAL_EPOCH: "4" }));
	const later = createVisitor(again, { origin: world.origin, slug: house.slug });
	expect(await later.ok("login.begin", credentials)).toEqual({ next: "signedIn" });
	await later.settle();
});
