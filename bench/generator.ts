/**
 * Fills a cell with made-up organizations, fast: straight into the database file while no server has it open, indexes and
 * derived rows built at the end. The same seed makes the same people. Their passwords and secrets are of the right length and
 * open nothing; whoever signs in for the bench is made by the product itself (bench/growth-world.ts).
 */
import { DatabaseSync } from "node:sqlite";
import { called } from "../worker/features/users/rules.ts";
import type { Email } from "../worker/lib/brand.ts";

export interface House {
	readonly tenantId: string;
	readonly slug: string;
	readonly people: number;
}

/** Numbers from 0 to 1 that look drawn, always the same for a seed (mulberry32). */
export function drawing(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

const BEGAN = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;
const REALMS = 20;
const given =
	"Ada Bela Carl Dana Edo Fay Gus Hana Ivo Jana Karl Lena Milo Nora Otto Pia Quin Rosa Sven Tara Ugo Vera Walt Xena Yan Zoe Amir Bina Cleo Dov";
const stems = "Al Ber Cor Dal Er Fal Gor Hal Is Jor Kel Lor Mar Nor Os Par Ros Sal Tor Ul Var Wen Yor Zal";
const ends = "berg dahl ez feld gren hus ini kov land mann nova ski son stad ström ton vik wick";

const text = (value: number, digits: number): string => String(value).padStart(digits, "0");

/** Creates these organizations with their people. Takes about a minute for each million on a machine of 2025. */
export function fillCell(file: string, houses: readonly House[], seed: number): void {
	const db = new DatabaseSync(file);
	db.exec(
		"pragma journal_mode = delete; pragma journal_mode = off; pragma foreign_keys = off; pragma synchronous = off",
	);
	db.exec("pragma cache_size = -1000000; pragma temp_store = memory");
	const later = db
		.prepare("select type, name, sql from sqlite_master where type in ('index', 'trigger') and sql is not null")
		.all()
		.map(({ type, name, sql }) => ({ type: String(type), name: String(name), sql: String(sql) }));
	db.exec("begin");
	for (const { type, name } of later) db.exec(`drop ${type} "${name}"`);
	for (const [index, house] of houses.entries()) fillHouse(db, house, drawing(seed + index));
	for (const statement of derivations) db.exec(statement);
	for (const { type, sql } of later) if (type === "index") db.exec(sql);
	for (const { type, sql } of later) if (type === "trigger") db.exec(sql);
	db.exec("commit; pragma journal_mode = wal");
	db.close();
}

/** What triggers keep afterwards, made at once. */
const derivations = [
	`insert into headcounts select tenant_id, realm_id, role, status, requirement, two_factor, count(*) from users
		group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`,
	"insert into name_words select tenant_id, value, users.id from users, json_each(words) order by 1, 2, 3",
];

function fillHouse(db: DatabaseSync, { tenantId, slug, people }: House, draw: () => number): void {
	db.prepare("insert into tenants (tenant_id, slug, name, state, created_at) values (?, ?, ?, 'active', ?)").run(
		tenantId,
		slug,
		`House of ${people}`,
		BEGAN,
	);
	db.prepare("insert into policies (tenant_id, overrides, changed_at) values (?, '{}', ?)").run(tenantId, BEGAN);
	const realm = db.prepare(
		"insert into realms (tenant_id, id, key, name, category, kind, rules, created_at) values (?, ?, ?, ?, 'domain', 'automatic', ?, ?)",
	);
	for (let index = 0; index < REALMS; index += 1) {
		const domain = `d${text(index, 2)}.${slug}.example`;
		const rules = index % 5 === 0 ? `{"requirement":"required","requiredFromAt":${BEGAN}}` : "{}";
		realm.run(tenantId, `rlm_${text(index, 20)}`, domain, domain, rules, BEGAN);
	}
	fillPeople(db, { tenantId, slug, people }, draw);
	for (const statement of belongings) db.prepare(statement).run({ tenant: tenantId, began: BEGAN });
}

function fillPeople(db: DatabaseSync, { tenantId, slug, people }: House, draw: () => number): void {
	const [firsts, heads, tails] = [given.split(" "), stems.split(" "), ends.split(" ")];
	const one = (list: readonly string[]): string => list[Math.floor(draw() * list.length)] ?? "";
	const insert = db.prepare(
		`insert into users (tenant_id, id, email, name, name_key, words, locale, role, status, requirement, password_hash, epoch,
		created_at, active_since_at, last_sign_in_at, realm_id, phone, method, two_factor) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?)`,
	);
	for (let index = 0; index < people; index += 1) {
		const name = `${one(firsts)} ${one(heads)}${one(tails)}${index % 100 === 99 ? ` ${one(heads)}${one(tails)}` : ""}`;
		const realm = Math.floor(draw() * REALMS);
		const [state, factor, own, staff] = [draw(), draw(), draw(), draw()];
		const status = state < 0.9 ? "active" : state < 0.96 ? "invited" : state < 0.999 ? "disabled" : "unverified";
		const isActive = status === "active";
		// Where a rule asks, nearly everybody has a factor; elsewhere it is a choice.
		const off = realm % 5 === 0 ? 0.02 : 0.4;
		const twoFactor = !isActive || factor < off ? "off" : factor < off + 0.08 ? "onNeverUsed" : "on";
		const role = index === 0 ? "owner" : staff < 20 / people ? "admin" : staff < 40 / people ? "auditor" : "member";
		const createdAt = BEGAN + Math.floor(draw() * 200) * DAY;
		const isPending = own > 0.999;
		const mailbox = `${name.toLowerCase().replaceAll("ö", "o").replaceAll(" ", ".")}.${index}`;
		const email = `${mailbox}@d${text(realm, 2)}.${slug}.example` as Email;
		const { nameKey, words } = called(name, email);
		insert.run(
			tenantId,
			`usr_${text(index, 20)}`,
			email,
			name,
			nameKey,
			words,
			index % 4 === 0 ? "es" : "en",
			role,
			status,
			own < 0.01 ? "required" : own < 0.02 ? "notRequired" : "inherit",
			isActive ? `k1:${"x".repeat(86)}` : null,
			createdAt,
			isActive ? createdAt : null,
			isActive && draw() < 0.8 ? createdAt + Math.floor(draw() * 100 * DAY) : null,
			`rlm_${text(realm, 20)}`,
			index % 3 === 0 && !isPending ? `+4219${text(index, 8)}` : null,
			isPending ? "phoneLink" : "authenticator",
			twoFactor,
		);
	}
}

/** What people have and did, made of the people themselves. In a house of any size about sixty are locked: a page of them. */
const belongings: readonly string[] = [
	`insert into totp_factors (tenant_id, id, user_id, kind, sealed_secret, last_step, enabled_at, last_used_at)
	select tenant_id, 'tot_' || substr(id, 5), id, 'totp', 'k1.' || hex(zeroblob(40)), 1, created_at, case two_factor when 'on' then last_sign_in_at end
	from users where tenant_id = :tenant and two_factor <> 'off' and :began > 0`,
	`insert into recovery_codes (tenant_id, id, user_id, position, key_id, hash, sealed_code, used_at, saved_at, created_at)
	select f.tenant_id, 'rec_' || substr(f.user_id, 5) || n.value, f.user_id, n.value, 'k1', 'x' || f.user_id || n.value || hex(zeroblob(8)), null, null, :began, :began
	from totp_factors f, json_each('[0,1,2,3,4,5,6,7,8,9]') n where f.tenant_id = :tenant`,
	`insert into attempts (tenant_id, subject, count, window_started_at, last_at)
	select tenant_id, 'factor:' || user_id, case when row_number() over () % max(1, count(*) over () / 60) = 0 then 10 else 0 end, :began, :began
	from totp_factors where tenant_id = :tenant`,
	`insert into sessions (tenant_id, id, user_id, secret_hash, epoch, assurance, browser, created_at, last_seen_at, expires_at)
	select tenant_id, 'ses_' || substr(id, 5), id, hex(zeroblob(16)), '0.0.0', 'secondFactor', 'Firefox on Linux', last_sign_in_at, last_sign_in_at, :began + 400 * 86400000
	from users where tenant_id = :tenant and last_sign_in_at is not null and rowid % 3 = 0`,
	`insert into audit_events (tenant_id, id, at, event, actor_id, target_id, evidence, browser, request_id, seq, hash)
	select u.tenant_id, 'aud_' || substr(u.id, 5) || n.value, u.last_sign_in_at - n.value * 86400000,
	case n.value when 3 then 'login.refused' else 'login.succeeded' end, u.id, u.id,
	case n.value when 3 then '{"reason":"password_wrong"}' else '{"assurance":"secondFactor"}' end, 'Firefox on Linux', 'req_' || u.rowid,
	row_number() over (), 'h' from users u, json_each('[1,2,3]') n where u.tenant_id = :tenant and u.last_sign_in_at is not null and :began > 0`,
];

/** Fills a directory with organizations of one person each, as far as a directory and a sign-in know of them. */
export function fillDirectory(file: string, tenants: number): void {
	const db = new DatabaseSync(file);
	db.exec("pragma foreign_keys = off; pragma synchronous = off");
	const slug = "'t' || printf('%06d', n)";
	const source = `with recursive t(n) as (select 1 where ${tenants} > 1 union all select n + 1 from t where n < ${tenants} - 1)`;
	db.exec(`begin;
	insert into directory (slug, tenant_id, cell, state, created_at) ${source} select ${slug}, 'tnt_' || n, 'main', 'active', ${BEGAN} from t;
	insert into tenants (tenant_id, slug, name, state, created_at) ${source} select 'tnt_' || n, ${slug}, 'House ' || n, 'active', ${BEGAN} from t;
	insert into policies (tenant_id, overrides, changed_at) ${source} select 'tnt_' || n, '{}', ${BEGAN} from t;
	commit; pragma wal_checkpoint(truncate)`);
	db.close();
}
