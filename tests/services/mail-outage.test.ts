/**
 * The provider is away for ten minutes while letters and text messages of every kind are written: it refuses, hangs or takes and
 * cuts, turn by turn, and the sweep goes on each minute. When it is back every reader has what was for them once, every link
 * and code in it opens something, and what died meanwhile is not sent (T140).
 */
import { afterAll, beforeAll, expect, it } from "vitest";
import type { LetterFacts } from "../../worker/features/mail/facts.ts";
import { commit, post } from "../../worker/features/mail/service.ts";
import type { Millis } from "../../worker/lib/brand.ts";
import { sweep } from "../../worker/sweep.ts";
import { afterPassword, tokenIn } from "../support/acts.ts";
import { rounds } from "../support/crowd.ts";
import { figure } from "../support/figures.ts";
import { deskOf, someNumber } from "../support/links.ts";
import { openPostOffice, type PostOffice } from "../support/post-office.ts";
import type { Health } from "../support/provider.ts";
import { PASSWORD, type TestTenant, type World } from "../support/world.ts";

let office: PostOffice;
let world: World;
beforeAll(async () => {
	office = await openPostOffice();
	({ world } = office);
});
afterAll(() => office.stop(), 120_000);

const minute = 60_000;
const FRESH = "another-river-stone";
const AWAY = 10;

/** A message that was written: whether its reader must get it once, or must not, or gets it in time or not at all; what opens by it. */
interface Written {
	readonly kind: string;
	readonly to: string;
	readonly isAlive: boolean | "in time";
	/** Throws where what the message carries is dead. */
	readonly open?: () => Promise<unknown>;
}

/** Letters that tell of something and carry nothing, one of each kind; `link` is no link of a token. */
const notices = (now: Millis): readonly LetterFacts[] => {
	const owner = "Olga";
	return [
		{ kind: "factorAdded" },
		{ kind: "factorRemoved" },
		{ kind: "factorReset" },
		{ kind: "recoveryCodeUsed", left: 9 },
		{ kind: "recoveryCodesRegenerated" },
		{ kind: "recoveryCodesDelivered", codes: ["00000001"] },
		{ kind: "browserTrusted", days: 30 },
		{ kind: "passwordChanged" },
		{ kind: "accountLocked", untilAt: null },
		{ kind: "codeRefused" },
		{ kind: "factorResetByAdmin", reason: "phone lost" },
		{ kind: "phoneChanged", factorRemoved: true },
		{ kind: "accountUnlocked" },
		{ kind: "requirementReminder", dueAt: now, days: 7 },
		{ kind: "ownerReturnRequested", owner, reason: "lost", readyAt: now, link: "https://gatehouse.example/" },
		{ kind: "ownerReturnFinished", owner },
		{ kind: "ownerReturnCancelled", owner },
		{ kind: "organizationRestored", asOfAt: now },
	];
};

let made = 0;
/** One message of every kind in a house of its own, and those that die before they can leave. */
async function writeAll(): Promise<readonly Written[]> {
	const house = await world.tenant({ policy: { textRecovery: true } });
	const desk = await deskOf(house, "owner");
	const written: Written[] = [];
	const open =
		(procedure: string, to: string, more: object = {}, slug = house.slug) =>
		() => {
			const visitor = house.visitor({ slug });
			return visitor.ok(procedure, { token: tokenIn(world.mails(to)[0]), ...more }).then(() => visitor.settle());
		};
	for (const facts of notices(world.now())) written.push(await notice(house, facts));

	made += 1;
	const signUp = { organization: "New", slug: `away-${made}`, name: "Olive", email: `olive-${made}@away.example` };
	const platform = world.platform();
	await platform.ok("tenants.signUp", { ...signUp, password: PASSWORD });
	await platform.settle();
	const { email, slug } = signUp;
	written.push({ kind: "verifyEmail", to: email, isAlive: true, open: open("users.verifyEmail", email, {}, slug) });

	const invite = async (isAlive: boolean) => {
		made += 1;
		const to = `guest-${made}@away.example`;
		const { id } = await desk.visitor.ok<{ id: string }>("users.create", { email: to, name: "Guest" });
		await desk.visitor.settle();
		if (!isAlive) await desk.visitor.ok("users.remove", { ids: [id] });
		written.push({ kind: "invitation", to, isAlive, open: open("users.acceptInvitation", to, { password: FRESH }) });
	};
	const reset = async (isAlive: boolean) => {
		const { email: to, id } = await house.person();
		await office.askReset(house, to);
		if (!isAlive) await desk.visitor.ok("users.disable", { ids: [id] });
		written.push({ kind: "passwordReset", to, isAlive, open: open("passwords.reset", to, { password: FRESH }) });
	};
	const enrol = async (by: "email" | "sms", isAlive: boolean) => {
		const phone = someNumber();
		const person = await house.person({ phone });
		await desk.send([person], by);
		// A link that an administrator sees beside is a newer one: the one before is dead.
		if (!isAlive) await desk.send([person], by === "email" ? "sms" : "email");
		const [kind, to] = by === "email" ? (["enrolment", person.email] as const) : (["enrolmentText", phone] as const);
		written.push({ kind, to, isAlive, open: open("users.openEnrolment", to) });
		if (!isAlive) {
			const [newer, there] =
				by === "email" ? (["enrolmentText", phone] as const) : (["enrolment", person.email] as const);
			written.push({ kind: newer, to: there, isAlive: true, open: open("users.openEnrolment", there) });
		}
	};
	for (const isAlive of [true, false]) {
		await invite(isAlive);
		await reset(isAlive);
		await enrol("email", isAlive);
		await enrol("sms", isAlive);
	}
	// A code by text message lives ten minutes: the outage may outlive it.
	const to = someNumber();
	const half = await afterPassword(house, await house.enrolled({ phone: to }));
	await half.ok("login.requestResetCode");
	await half.settle();
	const code = () => /\d{8}/.exec(world.mails(to)[0]?.text ?? "")?.[0];
	const type = () => half.ok("login.resetSecondFactor", { code: code(), by: "textMessage" });
	written.push({ kind: "resetCode", to, isAlive: "in time", open: type });
	return written;
}

async function notice(house: TestTenant, facts: LetterFacts): Promise<Written> {
	const person = await house.person();
	const waiting: Promise<unknown>[] = [];
	const scope = { ...house.scope, background: (work: () => Promise<unknown>) => void waiting.push(work()) };
	const letter = await post(scope, { name: "House", contact: null }, { ...person, name: "Pat", locale: "en" }, facts);
	await commit(scope, [], [letter]);
	await Promise.all(waiting);
	return { kind: facts.kind, to: person.email, isAlive: true };
}

const ill: readonly Health[] = ["refusing", "cutting", "hanging"];

it("T140 ten minutes without a provider lose no message, repeat none to its reader, and send nothing dead", async () => {
	const written: Written[] = [];
	const houses = rounds(2, 20);
	const texts = (to: string) => world.mails(to).map(({ text }) => text);
	const opened = new Set<Written>();
	/** One minute passes with the sweep at its end. Whatever has come by then is opened at once, as its reader would. */
	async function passMinute(health: Health): Promise<void> {
		world.advance(minute);
		office.heal(health);
		await sweep(world.deps);
		for (const one of written) {
			if (!one.open || opened.has(one) || texts(one.to).length === 0) continue;
			await one.open();
			opened.add(one);
		}
	}
	office.heal("refusing");
	for (let passed = 0; passed < AWAY; passed += 1) {
		for (let house = 0; house < houses; house += 1)
			if (passed === Math.floor((house * AWAY) / houses)) written.push(...(await writeAll()));
		await passMinute(ill[passed % ill.length] ?? "refusing");
		office.heal("refusing");
	}
	const early = written.filter(({ to }) => texts(to).length > 0).length;
	for (let passed = 0; passed < 20; passed += 1) await passMinute("up");
	expect(await world.rows("select kind, recipient from outbox where sealed_letter is not null")).toEqual([]);
	const came = written.filter(({ to }) => texts(to).length > 0);
	const lost = written.filter((one) => one.isAlive === true && !came.includes(one));
	const dead = came.filter(({ isAlive }) => !isAlive);
	const twice = written.filter(({ to }) => new Set(texts(to)).size < texts(to).length);
	expect({ lost, dead, twice }).toEqual({ lost: [], dead: [], twice: [] });
	expect(came.filter((one) => one.open && !opened.has(one))).toEqual([]);
	const kinds = new Set(written.map(({ kind }) => kind));
	expect(kinds.size).toBe(24);
	figure(
		"T140",
		`provider away for ${AWAY} minutes, ${written.length} messages of ${kinds.size} kinds: ${came.length} arrived once (${early} taken before the line was cut), ${lost.length} lost, ${twice.length} twice, ${written.length - came.length} died and were not sent; all ${opened.size} links and codes that arrived opened`,
	);
}, 900_000);
