/**
 * Workers with other settings than the world's over the same database, as they stand beside each other during a deployment: another
 * key ring, another global epoch. And the heartbeat by which the service says which it has.
 */
import { loadArgon2 } from "../../dev/argon2.ts";
import { createApp } from "../../worker/app.ts";
import { buildDeps, type Deps } from "../../worker/deps.ts";
import { readConfig } from "../../worker/env.ts";
import { beat } from "../../worker/features/service/service.ts";
import { createVisitor, type Visitor } from "./browser.ts";
import type { TestTenant, World } from "./world.ts";

/** The ports of a worker with these settings in place of the world's own. */
export function depsWith(world: World, settings: Readonly<Record<string, string>>): Deps {
	const { catalog, origin } = world.deps.config;
	const config = readConfig({
		ORIGIN: origin,
		CATALOG_URL: catalog.url,
		CATALOG_NAMESPACE: catalog.namespace,
		RESEND_API_KEY: "unused",
		MAIL_FROM: "unused",
		...settings,
	});
	return buildDeps(config, loadArgon2, {
		clock: world.deps.clock,
		log: { info: () => undefined, error: () => undefined },
		passwordCost: { memoryKiB: 64, passes: 1 },
		databaseDeadlineMs: 20_000,
	});
}

/** Visitors at a worker with this ring. */
export function serviceWith(world: World, keys: string): (house: TestTenant) => Visitor {
	const app = createApp(depsWith(world, { KEYS: keys }));
	return (house) => createVisitor(app, { origin: world.origin, slug: house.slug });
}

/** The service has had this ring for long enough that no other can be at work; it ends at the start of a step. */
export async function settleRing(world: World, keys: string): Promise<void> {
	const deps = depsWith(world, { KEYS: keys });
	await beat(deps, world.now());
	world.advance(120_000);
	world.nextStep();
	await beat(deps, world.now());
}
