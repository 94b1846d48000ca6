/**
 * The organization's own page: name, contact and accent, and an owner's way back that every owner can stop.
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rounds, twoIsolates } from "../support/crowd.ts";
import { houseWithAdmin, type StaffMember, staff } from "../support/people.ts";
import { createWorld, type TestTenant, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await createWorld();
});
afterAll(() => world.stop());

const HOUR = 3_600_000;
const settings = ({ visitor }: StaffMember) => visitor.okQuery("tenant.settings");
const recorded = async (house: TestTenant, event: string) =>
	(
		await world.rows(
			"select actor_id, target_id, evidence from audit_events where tenant_id = ? and event = ? order by rowid",
			[house.scope.tenantId, event],
		)
	).map(({ evidence, ...who }) => ({ ...who, evidence: JSON.parse(String(evidence)) }));

let returns = 0;
/** A way back as the operator's command leaves it. */
async function openReturn(
	house: TestTenant,
	owner: StaffMember,
	more: { finished?: number; cancelled?: number } = {},
): Promise<string> {
	returns += 1;
	const id = `ret_${returns}`;
	await world.rows(
		"insert into owner_returns (tenant_id, id, user_id, operator, reason, requested_at, ready_at, finished_at, cancelled_at) values (?, ?, ?, 'olga', 'lost phone', ?, ?, ?, ?)",
		[
			house.scope.tenantId,
			id,
			owner.id,
			world.now(),
			world.now() + 72 * HOUR,
			more.finished ?? null,
			more.cancelled ?? null,
		],
	);
	return id;
}

describe("the settings", () => {
	it("tell and change name, contact and accent, and record which", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const before = await settings(ada);
		expect(before).toEqual({
			name: expect.any(String),
			contact: `help@${house.slug}.example`,
			accent: null,
			slug: house.slug,
			sms: true,
			returns: [],
		});
		expect(await ada.visitor.ok("tenant.update", { name: "Acme & Sons", accent: "#A04030" })).toEqual({});
		expect(await settings(ada)).toEqual({ ...before, name: "Acme & Sons", accent: "#a04030" });
		expect(await house.visitor().okQuery("tenant.profile")).toMatchObject({ name: "Acme & Sons", accent: "#a04030" });
		expect(await ada.visitor.ok("tenant.update", { contact: null, accent: null })).toEqual({});
		expect(await settings(ada)).toMatchObject({ name: "Acme & Sons", contact: null, accent: null });
		expect(await ada.visitor.ok("tenant.update", { name: "Acme & Sons" })).toEqual({});
		expect(await recorded(house, "tenant.changed")).toEqual([
			{ actor_id: ada.id, target_id: null, evidence: { fields: ["name", "accent"] } },
			{ actor_id: ada.id, target_id: null, evidence: { fields: ["contact", "accent"] } },
		]);
	});

	it("refuse what is no colour, no line of text, or not theirs to change", async () => {
		const { ada } = await houseWithAdmin(world);
		const before = await settings(ada);
		for (const input of [
			{ accent: "red" },
			{ accent: "#12345" },
			{ accent: "#1234567" },
			{ accent: "url(x)" },
			{ name: "" },
			{ name: "a\nb" },
			{ contact: "x".repeat(101) },
			{ slug: "other" },
			{ state: "suspended" },
		])
			expect(await ada.visitor.refused("tenant.update", input), JSON.stringify(input)).toMatchObject({
				status: 400,
				refusal: "input_invalid",
			});
		expect(await settings(ada)).toEqual(before);
	});

	it("are for owners and administrators, and change only with a recent proof", async () => {
		const { house, ada } = await houseWithAdmin(world);
		for (const role of ["member", "auditor", "realmAdmin"] as const) {
			const { visitor } = await staff(world, house, role);
			expect(await visitor.query("tenant.settings")).toMatchObject({ status: 403 });
			expect(await visitor.refused("tenant.update", { name: "Mine" })).toMatchObject({
				status: 403,
				refusal: "forbidden",
			});
		}
		world.advance(10 * 60_000);
		expect(await ada.visitor.refused("tenant.update", { name: "Late" })).toMatchObject({
			refusal: "recent_proof_required",
		});
	});

	it("say that no text message can be sent where this deployment has no provider, and so refuses recovery by one", async () => {
		const mute = await createWorld({ vars: { SMS_URL: "", SMS_TOKEN: "" } });
		try {
			const { ada } = await houseWithAdmin(mute);
			expect(await settings(ada)).toMatchObject({ sms: false });
			expect(await ada.visitor.refused("policy.set", { overrides: { textRecovery: true } })).toMatchObject({
				refusal: "policy_unmeetable",
				fields: { textRecovery: "unmeetable" },
			});
		} finally {
			await mute.stop();
		}
	});
});

describe("an owner's way back", () => {
	it("is shown while it is open, and stopped by any owner; all owners are told and it is recorded", async () => {
		const house = await world.tenant();
		const [olive, oscar] = [await staff(world, house, "owner"), await staff(world, house, "owner")];
		const disabled = await house.person({ role: "owner" });
		await world.rows("update users set status = 'disabled' where id = ?", [disabled.id]);
		await openReturn(house, olive, { finished: world.now() });
		await openReturn(house, olive, { cancelled: world.now() });
		const id = await openReturn(house, olive);
		expect(await settings(oscar)).toMatchObject({
			returns: [
				{
					id,
					email: olive.email,
					name: "Pat Person",
					requestedAt: world.now(),
					readyAt: world.now() + 72 * HOUR,
					reason: "lost phone",
				},
			],
		});
		expect(JSON.stringify(await settings(oscar))).not.toContain("olga");
		expect(await oscar.visitor.ok("tenant.cancelReturn", { id })).toEqual({});
		await oscar.visitor.settle();
		expect(await settings(oscar)).toMatchObject({ returns: [] });
		for (const { email } of [olive, oscar]) expect(world.mails(email)[0]?.text).toContain(olive.email);
		expect(world.mails(disabled.email)).toEqual([]);
		expect(await recorded(house, "ownerReturn.cancelled")).toEqual([
			{ actor_id: oscar.id, target_id: olive.id, evidence: { operator: null } },
		]);
		expect(await oscar.visitor.refused("tenant.cancelReturn", { id })).toMatchObject({ status: 404 });
		const old = await openReturn(house, olive);
		await world.rows("update owner_returns set ready_at = ? where id = ?", [world.now() - 72 * HOUR, old]);
		expect(await settings(oscar)).toMatchObject({ returns: [] });
	});

	it("is stopped by nobody but an owner with a recent proof, and never from another house", async () => {
		const { house, ada } = await houseWithAdmin(world);
		const olive = await staff(world, house, "owner");
		const id = await openReturn(house, olive);
		expect(await ada.visitor.refused("tenant.cancelReturn", { id })).toMatchObject({
			status: 403,
			refusal: "forbidden",
		});
		const stranger = await staff(world, await world.tenant(), "owner");
		expect(await stranger.visitor.refused("tenant.cancelReturn", { id })).toMatchObject({
			status: 404,
			refusal: "not_found",
		});
		world.advance(10 * 60_000);
		expect(await olive.visitor.refused("tenant.cancelReturn", { id })).toMatchObject({
			refusal: "recent_proof_required",
		});
		expect(await settings(ada)).toMatchObject({ returns: [{ id }] });
	});

	it("that two owners stop at the same moment is stopped and told once, twenty times over", async () => {
		const house = await world.tenant();
		const owners = [await staff(world, house, "owner"), await staff(world, house, "owner")];
		const [olive] = owners;
		if (!olive) throw new Error("no owner");
		const gate = twoIsolates(world);
		for (let round = 0; round < rounds(20); round += 1) {
			const id = await openReturn(house, olive);
			const answers = await Promise.all(
				owners.map(async (owner, index) => {
					const visitor = gate(house, index);
					visitor.jar.take(owner.visitor.jar);
					const answer = await visitor.mutate("tenant.cancelReturn", { id });
					await visitor.settle();
					return answer.status;
				}),
			);
			expect(answers.filter((status) => status === 200)).toHaveLength(1);
			expect(await recorded(house, "ownerReturn.cancelled")).toHaveLength(round + 1);
		}
		expect(world.mails(olive.email)).toHaveLength(rounds(20));
	});
});
