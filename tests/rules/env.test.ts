/**
 * Start-up: every setting that is missing or weak is named, its value never; nothing falls back to something weaker.
 */
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { ConfigInvalid, readConfig } from "../../worker/env.ts";

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)).toString("base64");
const good = {
	ORIGIN: "https://gatehouse.example",
	CATALOG_URL: "libsql://catalog.example",
	CATALOG_TOKEN: "catalog-token-canary",
	KEYS: JSON.stringify({ current: "k1", keys: { k1: key } }),
	RESEND_API_KEY: "resend-key-canary",
	MAIL_FROM: "Gatehouse <door@gatehouse.example>",
};
type Name = keyof typeof good;

/** The names that start-up complains about, and what it says. */
function complaint(env: Record<string, unknown>): { readonly names: readonly string[]; readonly said: string } {
	try {
		readConfig(env);
	} catch (error) {
		if (error instanceof ConfigInvalid) return { names: error.names, said: `${error.message} ${error.stack}` };
		throw error;
	}
	return { names: [], said: "" };
}

describe("start-up", () => {
	it("accepts what the deployment guide asks for", () => {
		expect(complaint(good).names).toEqual([]);
		expect(readConfig(good)).toMatchObject({
			origin: "https://gatehouse.example",
			tenantHosts: null,
			homeCell: "main",
		});
	});

	it.each(Object.keys(good) as Name[])("T146 names %s when it is missing, empty or blank", (name) => {
		const { [name]: _left, ...rest } = good;
		for (const env of [rest, { ...good, [name]: "" }, { ...good, [name]: "  " }, { ...good, [name]: 7 }]) {
			expect(complaint(env).names).toEqual([name]);
		}
	});

	it("names everything that is wrong at once", () => {
		expect([...complaint({}).names].sort()).toEqual(["CATALOG_URL", "KEYS", "MAIL_FROM", "ORIGIN", "RESEND_API_KEY"]);
	});

	it.each([
		["no JSON", "canary-not-json"],
		["another shape", '["canary"]'],
		["a short key", JSON.stringify({ current: "k1", keys: { k1: Buffer.alloc(16, 7).toString("base64") } })],
		[
			"a key of one byte repeated",
			JSON.stringify({ current: "k1", keys: { k1: Buffer.alloc(32, 7).toString("base64") } }),
		],
		["a key that is no base64", JSON.stringify({ current: "k1", keys: { k1: "canary canary!" } })],
		["a current key that is not there", JSON.stringify({ current: "k2", keys: { k1: key } })],
		["no keys", JSON.stringify({ current: "k1", keys: {} })],
		["a key id with a dot", JSON.stringify({ current: "k.1", keys: { "k.1": key } })],
		["one weak key among good ones", JSON.stringify({ current: "k1", keys: { k1: key, k0: "AAAA" } })],
	])("T146 names KEYS for %s", (_what, KEYS) => {
		expect(complaint({ ...good, KEYS }).names).toEqual(["KEYS"]);
	});

	it.each(["gatehouse.example", "https://gatehouse.example/", "https://gatehouse.example/x", "ftp://x.example", "//x"])(
		"names ORIGIN for %s",
		(ORIGIN) => {
			expect(complaint({ ...good, ORIGIN }).names).toEqual(["ORIGIN"]);
		},
	);

	const inTheClear = [
		"http://gatehouse.example",
		"http://10.0.0.7:8080",
		"http://localhost.example",
		"http://127.0.0.1.example",
		"http://notlocalhost",
		"http://[::2]",
		"http://0.0.0.0:8080",
		"http://user:word@localhost",
	];
	const onThisMachine = [
		"http://localhost:8787",
		"http://127.0.0.1:8787",
		"http://[::1]:8787",
		"http://acme.localhost",
	];

	it.each(inTheClear)(
		"T146 sends nothing in the clear that leaves the machine: %s is refused wherever it stands",
		(url) => {
			expect(complaint({ ...good, ORIGIN: url }).names).toEqual(["ORIGIN"]);
			expect(complaint({ ...good, CATALOG_URL: url }).names).toEqual(["CATALOG_URL"]);
			expect(complaint({ ...good, CELLS: JSON.stringify([{ id: "a", url }]) }).names).toEqual(["CELLS"]);
			expect(complaint({ ...good, RESEND_URL: url }).names).toEqual(["RESEND_URL"]);
			expect(complaint({ ...good, SMS_URL: url, SMS_TOKEN: "x" }).names).toEqual(["SMS_URL"]);
			expect(complaint({ ...good, BREACHES_URL: url }).names).toEqual(["BREACHES_URL"]);
		},
	);

	it.each(onThisMachine)("takes %s, which stays on the machine", (url) => {
		const sms = { SMS_URL: url, SMS_TOKEN: "x" };
		const CELLS = JSON.stringify([{ id: "a", url }]);
		expect(complaint({ ...good, ...sms, ORIGIN: url, CATALOG_URL: url, CELLS, RESEND_URL: url }).names).toEqual([]);
	});

	it.each(["nowhere", "ftp://mail.example", "libsql://mail.example", "//mail.example"])(
		"T146 names RESEND_URL, SMS_URL and BREACHES_URL for %s",
		(url) => {
			expect(complaint({ ...good, RESEND_URL: url }).names).toEqual(["RESEND_URL"]);
			expect(complaint({ ...good, SMS_URL: url, SMS_TOKEN: "x" }).names).toEqual(["SMS_URL"]);
			expect(complaint({ ...good, BREACHES_URL: url }).names).toEqual(["BREACHES_URL"]);
		},
	);

	it.each([
		"https://people.example",
		"People.example",
		"people.example:8443",
		"people.example/",
		".people.example",
		"people..example",
		"people.example.",
		"*.people.example",
		"-people.example",
		"pe ople.example",
		"127.0.0.1",
		`${"a".repeat(200)}.example`,
	])("T146 names TENANT_HOSTS for %s, which is no host", (TENANT_HOSTS) => {
		expect(complaint({ ...good, TENANT_HOSTS }).names).toEqual(["TENANT_HOSTS"]);
	});

	it("T146 names TENANT_HOSTS where the platform's own host would be a tenant's, or its tenants' pages in the clear", () => {
		const shadowed = { ...good, ORIGIN: "https://login.gatehouse.example", TENANT_HOSTS: "gatehouse.example" };
		expect(complaint(shadowed).names).toEqual(["TENANT_HOSTS"]);
		const clear = { ...good, ORIGIN: "http://localhost:8787", TENANT_HOSTS: "people.example" };
		expect(complaint(clear).names).toEqual(["TENANT_HOSTS"]);
	});

	it.each(["gatehouse.example", "people.gatehouse.example", "people.example", "xn--e1afmkfd.example"])(
		"takes %s for the parent of the tenants' hosts",
		(TENANT_HOSTS) => {
			expect(complaint({ ...good, TENANT_HOSTS }).names).toEqual([]);
			expect(readConfig({ ...good, TENANT_HOSTS }).tenantHosts).toBe(TENANT_HOSTS);
		},
	);

	it.each(["not a url", "file:///etc/passwd", "http://"])("names CATALOG_URL for %s", (CATALOG_URL) => {
		expect(complaint({ ...good, CATALOG_URL }).names).toEqual(["CATALOG_URL"]);
	});

	it.each(["-1", "1.5", "one", "1e99"])("names GLOBAL_EPOCH for %s", (GLOBAL_EPOCH) => {
		expect(complaint({ ...good, GLOBAL_EPOCH }).names).toEqual(["GLOBAL_EPOCH"]);
	});

	it.each([
		["no JSON", "main"],
		["an empty list", "[]"],
		["no address", '[{"id":"eu"}]'],
		["an address that is none", '[{"id":"eu","url":"nowhere"}]'],
		["a region that is none", '[{"id":"a","url":"http://localhost:1","region":"europe"}]'],
		["no cell that takes new tenants", '[{"id":"a","url":"http://localhost:1","takesNew":false}]'],
		["the same id twice", '[{"id":"a","url":"http://localhost:1"},{"id":"a","url":"http://localhost:2"}]'],
	])("names CELLS for %s", (_what, CELLS) => {
		expect(complaint({ ...good, CELLS }).names).toEqual(["CELLS"]);
	});

	it("reads where each cell stands, and makes new tenants in the first that takes any", () => {
		const list = [
			{ id: "old", url: "http://localhost:1", region: "weur", takesNew: false },
			{ id: "new", url: "http://localhost:2" },
		];
		const config = readConfig({ ...good, CELLS: JSON.stringify(list) });
		expect(config.homeCell).toBe("new");
		expect(config.cells.get("old")).toMatchObject({ region: "weur", takesNew: false });
		expect(config.cells.get("new")).toMatchObject({ region: null, takesNew: true });
	});

	it.each([undefined, "{}", "nonsense", '{"eu":7}', '{"us":"canary"}'])(
		"T146 names CELL_TOKENS when a cell's token is missing: %s",
		(CELL_TOKENS) => {
			const CELLS = '[{"id":"eu","url":"libsql://eu.example"}]';
			expect(complaint({ ...good, CELLS, CELL_TOKENS }).names).toEqual(["CELL_TOKENS"]);
		},
	);

	it("needs no token for a database on plain http, as in the local world", () => {
		const { CATALOG_TOKEN: _none, ...rest } = good;
		expect(complaint({ ...rest, CATALOG_URL: "http://127.0.0.1:8080" }).names).toEqual([]);
	});
});

describe("secrets", () => {
	it("T146 no complaint shows a value", () => {
		for (const name of Object.keys(good)) {
			const { said } = complaint({ ...good, ORIGIN: "canary-origin", KEYS: "canary-keys", [name]: `canary ${name}` });
			expect(said).not.toContain("canary");
			expect(said).not.toContain(key);
		}
	});

	it("print as [redacted], however they are printed", () => {
		const config = readConfig(good);
		const shown = [JSON.stringify(config), inspect(config, { depth: 9 }), `${config.resend.apiKey}`].join(" ");
		for (const secret of [good.CATALOG_TOKEN, good.RESEND_API_KEY, key]) expect(shown).not.toContain(secret);
		expect(shown).toContain("[redacted]");
		expect(config.resend.apiKey.expose()).toBe(good.RESEND_API_KEY);
	});
});
