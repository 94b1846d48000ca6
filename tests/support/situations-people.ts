/**
 * The situations in which administrators read and change people, for the tables of `situations.ts`: an owner who has just
 * proved themselves, and somebody to act on.
 */
import { afterPassword, wrongCode } from "./acts.ts";
import { makeRealm } from "./administration.ts";
import type { Situation, Situations } from "./situations.ts";
import type { EnrolledPerson, Person, TestTenant, World } from "./world.ts";

/** Situations of the procedures about people. */
export function peopleSituations(world: World, house: TestTenant): Situations {
	let made = 0;
	const desk = async (input: unknown): Promise<Situation> => ({
		visitor: await house.signedIn(await house.enrolled({ role: "owner" })),
		input,
	});
	const on = async (inputOf: (person: Person) => unknown, person?: Person): Promise<Situation> =>
		desk(inputOf(person ?? (await house.person())));
	const newcomer = (more: object) => {
		made += 1;
		return { email: `newcomer-${made}@${house.slug}.example`, name: "New", ...more };
	};
	const locked = async (): Promise<EnrolledPerson> => {
		const person = await house.enrolled();
		const subject = `factor:${person.id}`;
		const half = await afterPassword(house, person);
		await half.refused("login.proveTotp", { code: wrongCode(person.phone, world.now()) });
		await half.settle();
		await world.rows("update attempts set count = 10 where subject = ?", [subject]);
		return person;
	};
	const disabled = async (): Promise<Person> => {
		const person = await house.person();
		await world.rows("update users set status = 'disabled' where id = ?", [person.id]);
		return person;
	};
	const ids = ({ id }: Person, more: object = {}) => ({ ids: [id], ...more });
	return {
		"users.list": {
			"searched and sorted": () =>
				desk({
					search: "pat",
					sort: "required",
					direction: "desc",
					status: "missing",
					role: "member",
					twoFactor: "off",
					realmId: "rlm_unknown",
					limit: 3,
				}),
			"first page": () => desk({}),
		},
		"users.get": { one: () => on(({ id }) => ({ id })) },
		"users.create": {
			invited: () =>
				desk(
					newcomer({
						phone: "0987654321",
						country: "SK",
						role: "member",
						requirement: "required",
						method: "phoneLink",
					}),
				),
			"without a letter": () => desk(newcomer({ invite: false })),
		},
		"users.update": {
			name: () => on(({ id }) => ({ id, name: "Changed" })),
			nothing: () => on(({ id }) => ({ id, locale: "en" })),
			async "a number that ends a factor"() {
				const bo = await house.enrolled({ method: "phoneLink", phone: "+421987654321" });
				return on(({ id }) => ({ id, phone: "+421987654322" }), bo);
			},
		},
		"users.disable": { one: () => on(ids), "nobody known": () => desk({ ids: ["usr_unknown"] }) },
		"users.enable": { one: async () => on(ids, await disabled()) },
		"users.remove": { one: () => on(ids) },
		"users.moveToRealm": {
			async one() {
				made += 1;
				const realmId = await makeRealm(world, house, `moved-${made}`);
				return on((person) => ids(person, { realmId }));
			},
		},
		"users.setMethod": { one: () => on((person) => ids(person, { method: "phoneLink" })) },
		"users.setRequirement": { one: () => on((person) => ids(person, { requirement: "required" })) },
		"users.unlock": { one: async () => on(ids, await locked()) },
		"users.resetSecondFactor": { one: async () => on(ids, await house.enrolled()) },
	};
}
