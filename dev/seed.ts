/**
 * The people of the local world, made on its first start: two tenants that show the main policies. It prints everything one
 * needs to sign in as them, key URIs included, because nothing of this exists outside the developer's machine.
 */
import { buildDeps } from "../worker/deps.ts";
import { readConfig } from "../worker/env.ts";
import { loadArgon2 } from "./argon2.ts";
import { giveFactor, makePerson, makeRealm, makeTenant, nameRealm, scopeOf } from "./populate.ts";

const PASSWORD = "quiet-river-stone";

/** Seeds the database; `say` gets the lines that tell who is there. */
export async function seed(target: {
	origin: string;
	databaseUrl: string;
	keys: string;
	say(line: string): void;
}): Promise<void> {
	const { origin, databaseUrl, keys, say } = target;
	const config = readConfig({
		ORIGIN: origin,
		CATALOG_URL: databaseUrl,
		KEYS: keys,
		RESEND_API_KEY: "unused",
		MAIL_FROM: "Gatehouse <door@localhost>",
	});
	const scope = scopeOf(buildDeps(config, loadArgon2));

	const acme = await makeTenant(scope, { slug: "acme", name: "Acme Robotics" });
	const workshop = await makeRealm(acme, { key: "workshop", name: "Workshop" });
	await makePerson(acme, { email: "olga@acme.example", name: "Olga Owner", password: PASSWORD, role: "owner" });
	await makePerson(acme, { email: "adam@acme.example", name: "Adam Amos", password: PASSWORD, role: "admin" });
	const marta = await makePerson(acme, {
		email: "marta@acme.example",
		name: "Marta Mills",
		password: PASSWORD,
		role: "realmAdmin",
		realmId: workshop,
	});
	await nameRealm(acme, marta, workshop);
	await makePerson(acme, { email: "audrey@acme.example", name: "Audrey Audit", password: PASSWORD, role: "auditor" });
	await makePerson(acme, {
		email: "walt@acme.example",
		name: "Walt Wren",
		password: PASSWORD,
		realmId: workshop,
		phone: "+421987654321",
		method: "phoneLink",
	});
	const alice = await makePerson(acme, { email: "alice@acme.example", name: "Alice Archer", password: PASSWORD });
	const { uri, recoveryCodes } = await giveFactor(acme, alice);
	await makePerson(acme, { email: "carol@acme.example", name: "Carol Cole", password: PASSWORD });
	await makePerson(acme, {
		email: "rita@acme.example",
		name: "Rita Reyes",
		password: PASSWORD,
		locale: "es",
		requirement: "required",
	});

	const harbor = await makeTenant(scope, {
		slug: "harbor",
		name: "Harbor Bank",
		policy: {
			requirement: "required",
			trustedBrowserDays: 7,
			setUpSheet: true,
			recoveryCodes: { delivery: "screenAndEmail", form: "crockford10", viewing: "once" },
			lock: { mode: "timed", minutes: 15 },
		},
	});
	await makePerson(harbor, { email: "bea@harbor.example", name: "Bea Banks", password: PASSWORD, role: "owner" });
	await makePerson(harbor, { email: "bob@harbor.example", name: "Bob Bright", password: PASSWORD });

	say(`Acme Robotics    ${origin}/t/acme/signin   (a second factor is optional)`);
	say("  olga@acme.example   owner, no second factor");
	say("  adam@acme.example   administrator; audrey@acme.example auditor");
	say("  marta@acme.example  administrator of the realm Workshop; walt@acme.example is in it, with a phone number");
	say("  alice@acme.example  has an authenticator app:");
	say(`    ${uri}`);
	say(`    recovery codes ${recoveryCodes.join(" ")}`);
	say("  carol@acme.example  no second factor");
	say("  rita@acme.example   must set one up at the next sign-in (Spanish)");
	say(`Harbor Bank      ${origin}/t/harbor/signin   (everybody must have one; codes also by e-mail)`);
	say("  bea@harbor.example  owner");
	say("  bob@harbor.example  member");
	say(`The password of all of them: ${PASSWORD}`);
}
