/**
 * Invites somebody into a house as an administrator's page will, and waits for the letter.
 */
import { eq } from "drizzle-orm";
import { tenants } from "../../db/schema/index.ts";
import { invite } from "../../worker/features/invitations/service.ts";
import { emailOf } from "../../worker/features/users/service.ts";
import type { UserId } from "../../worker/lib/brand.ts";
import { tokenIn } from "./acts.ts";
import { PASSWORD, type TestTenant, type World } from "./world.ts";

let guests = 0;

export interface Guest {
	readonly id: UserId;
	readonly email: string;
	/** The password that the guest will choose. */
	readonly password: string;
	readonly token: string;
}

/** An invited person with the token of the letter. */
export async function inviteGuest(
	world: World,
	house: TestTenant,
	more: { readonly requirement?: "required"; readonly locale?: "en" | "es" } = {},
): Promise<Guest> {
	guests += 1;
	const email = `guest-${guests}@${house.slug}.example`;
	const waiting: Promise<unknown>[] = [];
	const scope = { ...house.scope, background: (work: () => Promise<unknown>) => void waiting.push(work()) };
	const rows = scope.db.select().from(tenants).where(eq(tenants.id, scope.tenantId));
	const [tenant] = await rows;
	if (!tenant) throw new Error("no house");
	const id = await invite(
		scope,
		{ tenant },
		{ email: emailOf(email), name: "Guest", locale: "en", role: "member", ...more },
	);
	await Promise.all(waiting);
	return { id, email, password: PASSWORD, token: tokenIn(world.mails(email)[0]) };
}
