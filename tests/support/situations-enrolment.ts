/**
 * Situations of enrolment links, of the phone in a set-up, of resets by text message and of imports; a part of
 * `situationsIn`.
 */
import { afterPassword, setUp } from "./acts.ts";
import { type Desk, deskOf, openedBy, someNumber } from "./links.ts";
import { phoneFrom } from "./phone.ts";
import type { Situation, Situations } from "./situations.ts";
import type { EnrolledPerson, TestTenant, World } from "./world.ts";

/** Situations in this house, by procedure and by how it goes. */
export function enrolmentSituations(world: World, house: TestTenant): Situations {
	let files = 0;
	const desk = async (inputOf: (own: Desk) => unknown): Promise<Situation> => {
		const own = await deskOf(house);
		await own.visitor.settle();
		return { visitor: own.visitor, input: await inputOf(own) };
	};
	const sending = (by: "email" | "sms", count = 1) =>
		desk(async () => {
			const people = await Promise.all(Array.from({ length: count }, () => house.person({ phone: someNumber() })));
			return { ids: people.map(({ id }) => id), by };
		});
	const file = (more: { dryRun: boolean; invite?: boolean }) =>
		desk(async ({ admin }) => {
			files += 1;
			const [row] = await world.rows("select realm_id from users where id = ?", [admin.id]);
			const text = `email,name\nann@file-${files}.example,Ann\nben@file-${files}.example,Ben\n`;
			return { realmId: row?.realm_id, text, ...more };
		});
	const linked = async () => {
		const own = await deskOf(house);
		const person = await house.person();
		return { person, ...(await own.send([person])) };
	};
	const atPhone = async (phone: string | null): Promise<Situation> => {
		const person = await house.person({
			requirement: "required",
			method: "phoneLink",
			...(phone === null ? {} : { phone }),
		});
		return { visitor: await afterPassword(house, person), input: phone === null ? { phone: someNumber() } : {} };
	};
	/** Somebody at the code, in a house where the number is a way back in. */
	const atTextReset = async (): Promise<{ alice: EnrolledPerson; visitor: Situation["visitor"]; number: string }> => {
		const lenient = await world.tenant({ policy: { textRecovery: true } });
		const number = someNumber();
		const alice = await lenient.enrolled({ phone: number });
		return { alice, number, visitor: await afterPassword(lenient, alice) };
	};
	const byText = async (codeOf: (sent: string) => string): Promise<Situation> => {
		const { number, visitor } = await atTextReset();
		await visitor.ok("login.requestResetCode");
		await visitor.settle();
		const sent = /\d{8}/.exec(world.mails(number)[0]?.text ?? "")?.[0] ?? "";
		return { visitor, input: { code: codeOf(sent), by: "textMessage" } };
	};

	return {
		"users.sendEnrolment": {
			"by e-mail": () => sending("email"),
			"by text message": () => sending("sms"),
			"to twenty": () => sending("email", 20),
		},
		"users.openEnrolment": {
			async "first time"() {
				const { results } = await linked();
				const token = results[0]?.link?.split("#token=")[1];
				return { visitor: house.visitor(), input: { token } };
			},
		},
		"users.importFile": {
			"two people": () => file({ dryRun: false }),
			"two invited": () => file({ dryRun: false, invite: true }),
			"dry run": () => file({ dryRun: true }),
		},
		"login.requestResetCode": { right: async () => ({ visitor: (await atTextReset()).visitor, input: {} }) },
		"login.providePhone": { missing: () => atPhone(null) },
		"login.sendLink": { stored: () => atPhone(someNumber()) },
		"login.resetSecondFactor": {
			"by text message": () => byText((sent) => sent),
			"wrong code by text message": () => byText((sent) => (sent === "00000000" ? "00000001" : "00000000")),
		},
		"users.updateProfile": {
			async "another number"() {
				const visitor = await house.signedIn(await house.person());
				return { visitor, input: { name: "Ana", locale: "es", phone: someNumber() } };
			},
		},
		"totp.confirm": {
			async "by a link"() {
				const { person } = await linked();
				const visitor = await openedBy(world, house, person);
				const { uri } = await visitor.ok<{ uri: string }>("totp.begin");
				return { visitor, input: { code: phoneFrom(uri).code(world.now()) } };
			},
		},
		"totp.finish": {
			async "by a link"() {
				const { person } = await linked();
				const visitor = await openedBy(world, house, person);
				await setUp(world, visitor);
				await visitor.settle();
				return { visitor, input: { saved: true } };
			},
		},
	};
}
