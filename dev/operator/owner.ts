/**
 * A locked-out owner's way back: asked by one operator with a reason, announced to every owner at once, and finished by another
 * operator after a day, unless somebody stops it. It takes the second factor off that one account and touches nobody else (S66,
 * S67, S191). Each step is a conditional write, so that finishing and cancelling cannot both happen.
 */
import { and, eq, sql } from "drizzle-orm";
import { guard } from "../../db/batch.ts";
import { ownerReturns, totpFactors, users } from "../../db/schema/index.ts";
import { entry } from "../../worker/features/audit/service.ts";
import { commit } from "../../worker/features/mail/service.ts";
import { RETURN_LIFE, RETURN_WAIT } from "../../worker/features/organization/rules.ts";
import { after } from "../../worker/lib/duration.ts";
import { type Command, operatorOf, operatorOption, Refused, reasonOf, tenantOption } from "./command.ts";
import {
	demandPending,
	finishing,
	letters,
	namesOf,
	of,
	openReturn,
	ownerNamed,
	ownersOf,
	pendingOf,
	personNamed,
	sameName,
	stateOf,
	when,
} from "./owner-return.ts";
import { opened } from "./tenants.ts";

const emailOption = { value: "address", needed: true, help: "the owner who is locked out" } as const;

export const requestReturn: Command = {
	help: "Asks for a locked-out owner's way back. All owners are told by letter; it can be finished after 24 hours by another operator.",
	changes: true,
	options: {
		tenant: tenantOption,
		email: emailOption,
		operator: operatorOption,
		reason: { value: "text", needed: true, help: "why, and how you know that it is them; every owner reads it" },
	},
	async run(call) {
		const [operator, reason] = [operatorOf(call), reasonOf(call)];
		const { scope, tenant, user } = await ownerNamed(call);
		const { db, tenantId, now, deps } = scope;
		const [factor] = await db
			.select()
			.from(totpFactors)
			.where(of(totpFactors, scope, user));
		if (!factor)
			throw new Refused(
				`${user.email} has no second factor. A lost password is reset by letter, from the sign-in page.`,
			);
		const pending = await pendingOf(scope, user);
		if (pending)
			throw new Refused(
				`A way back for ${user.email} is under way since ${when(pending.requestedAt)}. See "owner status".`,
			);
		const readyAt = after(now, RETURN_WAIT);
		const owners = await ownersOf(scope);
		if (call.isDryRun) {
			call.terminal.say(
				`Would tell ${namesOf(owners)} by letter, and allow another operator to finish after ${when(readyAt)}.`,
			);
			return;
		}
		const id = deps.random.id("rtn");
		await commit(
			scope,
			[
				db.insert(ownerReturns).select(
					sql`select ${tenantId}, ${id}, ${user.id}, ${operator}, ${reason}, ${now}, ${readyAt}, null, null
						where not exists (select 1 from ${ownerReturns} where ${openReturn(scope, user)})`,
				),
				guard(db, "conflict"),
				entry(scope, user.id, { event: "ownerReturn.requested", evidence: { operator, reason, readyAt } }, null),
			],
			await letters(scope, tenant, owners, {
				kind: "ownerReturnRequested",
				owner: user.email,
				reason,
				readyAt,
				link: `${scope.base}/settings/organization`,
			}),
		);
		call.terminal.say(`Asked (${id}). Told by letter: ${namesOf(owners)}.`);
		call.terminal.say(
			`Another operator can finish it after ${when(readyAt)}, until ${when(after(readyAt, RETURN_LIFE))}: owner finish --tenant ${scope.slug} --email ${user.email} --operator <name>`,
		);
	},
};

export const returnStatus: Command = {
	help: "Shows the ways back of an organization: asked by whom and why, ready, finished, cancelled or expired.",
	changes: false,
	isKeyless: true,
	options: { tenant: tenantOption },
	async run(call) {
		const { scope } = await opened(call);
		const rows = await scope.db
			.select({ row: ownerReturns, email: users.email })
			.from(ownerReturns)
			.innerJoin(users, and(eq(users.tenantId, ownerReturns.tenantId), eq(users.id, ownerReturns.userId)))
			.where(eq(ownerReturns.tenantId, scope.tenantId))
			.orderBy(ownerReturns.requestedAt);
		if (rows.length === 0) return call.terminal.say(`Nobody has asked for a way back into ${scope.slug}.`);
		call.terminal.table(
			["owner", "state", "asked", "by", "ready", "reason"],
			rows.map(({ row, email }) => [
				email,
				stateOf(row, scope.now),
				when(row.requestedAt),
				row.operator,
				when(row.readyAt),
				row.reason,
			]),
		);
	},
};

export const finishReturn: Command = {
	help: "Takes the second factor off a locked-out owner's account, within 72 hours once the day is over. Another operator than the one who asked.",
	changes: true,
	options: { tenant: tenantOption, email: emailOption, operator: operatorOption },
	async run(call) {
		const operator = operatorOf(call);
		const { scope, tenant, user } = await ownerNamed(call);
		const pending = await demandPending(scope, user);
		if (sameName(pending.operator, operator))
			throw new Refused(`${pending.operator} asked for this. Another operator has to finish it.`);
		if (pending.readyAt === null || pending.readyAt > scope.now) {
			throw new Refused(`Not before ${when(pending.readyAt)}: the owners have until then to stop it.`);
		}
		const owners = await ownersOf(scope);
		if (call.isDryRun) {
			call.terminal.say(
				`Would take app, recovery codes, trusted browsers and sessions off ${user.email}, and tell ${namesOf(owners)}. Nobody else is touched.`,
			);
			return;
		}
		await commit(
			scope,
			[
				...finishing(scope, pending, user),
				entry(scope, user.id, { event: "ownerReturn.finished", evidence: { operator } }, null),
			],
			await letters(scope, tenant, owners, { kind: "ownerReturnFinished", owner: user.email }),
		);
		call.terminal.say(
			`Done. ${user.email} signs in with the password alone, and is asked to set a second factor up again.`,
		);
	},
};

export const cancelReturn: Command = {
	help: "Stops a way back that was asked for. Owners can do the same in Settings > Organization.",
	changes: true,
	options: { tenant: tenantOption, email: emailOption, operator: operatorOption },
	async run(call) {
		const operator = operatorOf(call);
		const { scope, tenant, user } = await ownerNamed(call);
		const pending = await demandPending(scope, user);
		const owners = await ownersOf(scope);
		if (call.isDryRun)
			return call.terminal.say(`Would stop the way back of ${user.email} and tell ${namesOf(owners)}.`);
		const { db, now } = scope;
		await commit(
			scope,
			[
				db
					.update(ownerReturns)
					.set({ cancelledAt: now })
					.where(and(eq(ownerReturns.id, pending.id), openReturn(scope, user))),
				guard(db, "conflict"),
				entry(scope, user.id, { event: "ownerReturn.cancelled", evidence: { operator } }, null),
			],
			await letters(scope, tenant, owners, { kind: "ownerReturnCancelled", owner: user.email }),
		);
		call.terminal.say(`Stopped. The second factor of ${user.email} stays as it is.`);
	},
};

export const resetPerson: Command = {
	help: "Refuses: resetting a person is the work of the organization's own administrators. It says where they do it.",
	changes: false,
	options: { tenant: tenantOption, email: { ...emailOption, help: "the person" } },
	async run(call) {
		const { scope, user } = await personNamed(call);
		if (user.role === "owner")
			throw new Refused(`${user.email} is an owner: use "owner request --tenant ${scope.slug} --email ${user.email}".`);
		throw new Refused(
			`${user.email} is no owner. An administrator of ${scope.slug} resets the second factor: ${scope.base}/settings/users/${user.id}`,
		);
	},
};
