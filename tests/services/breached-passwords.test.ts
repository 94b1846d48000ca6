/**
 * New passwords are held against a service of breached ones: by five signs of forty, wherever a password is chosen, and without
 * keeping anybody from a good one when the service is silent, slow or talks nonsense.
 */
import { createHash } from "node:crypto";
import { createServer, type ServerResponse } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createBreaches } from "../../worker/ports/breaches.ts";
import { tokenIn } from "../support/acts.ts";
import { createWorld, PASSWORD, type World } from "../support/world.ts";

const KNOWN = "thirsty-otter-lamp";
const GOOD = "another-river-stone";
const sumOf = (password: string): string => createHash("sha1").update(password).digest("hex").toUpperCase();

const asked: { readonly url: string; readonly padding: string | undefined }[] = [];
/** Answers as the service does for a range that holds this password so often, between others. */
const ranging = (password: string, count: number) => (response: ServerResponse) =>
	response.end(`${"0".repeat(34)}1:3\r\n${sumOf(password).slice(5)}:${count}\r\n${"F".repeat(35)}:0`);
let answer: (response: ServerResponse) => void = ranging(KNOWN, 12);
const service = createServer((request, response) => {
	asked.push({ url: request.url ?? "", padding: request.headers["add-padding"]?.toString() });
	answer(response);
});
let url = "";
let world: World;
beforeAll(async () => {
	await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
	const address = service.address();
	url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
	world = await createWorld({ vars: { BREACHES_URL: `${url}/` } });
});
beforeEach(() => {
	asked.length = 0;
	answer = ranging(KNOWN, 12);
});
afterAll(async () => {
	await world.stop();
	service.closeAllConnections();
	service.close();
});

const breached = { status: 400, refusal: "password_unacceptable", fields: { password: "breached" } };

describe("a password that is known from a breach", () => {
	it("is refused at a sign-up, at a reset, at a change and at an invitation, and another one is taken", async () => {
		const house = await world.tenant();
		const owner = await house.person({ role: "owner" });
		const desk = await house.signedIn(owner);
		const change = (password: string) => ({ current: PASSWORD, password });
		expect(await desk.refused("passwords.change", change(KNOWN))).toMatchObject(breached);
		await desk.ok("passwords.change", change(GOOD));

		const ben = await house.person();
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email: ben.email });
		await visitor.settle();
		const token = tokenIn(world.mails(ben.email)[0]);
		expect(await visitor.refused("passwords.reset", { token, password: KNOWN })).toMatchObject(breached);
		await visitor.ok("passwords.reset", { token, password: GOOD });

		await desk.ok("users.create", { email: "new@invited.example", name: "New", role: "member", invite: true });
		await desk.settle();
		const guest = house.visitor();
		const joining = { token: tokenIn(world.mails("new@invited.example")[0]) };
		expect(await guest.refused("users.acceptInvitation", { ...joining, password: KNOWN })).toMatchObject(breached);
		await guest.ok("users.acceptInvitation", { ...joining, password: GOOD });

		const newcomer = { organization: "Fresh", slug: "fresh-house", email: "eve@fresh.example", name: "Eve" };
		const platform = world.platform();
		expect(await platform.refused("tenants.signUp", { ...newcomer, password: KNOWN })).toMatchObject(breached);
		await platform.ok("tenants.signUp", { ...newcomer, password: GOOD });
		expect(asked).toHaveLength(8);
	});

	it("is asked about by five signs of its SHA-1 and nothing else, padded, and not at all when it is refused anyway", async () => {
		const house = await world.tenant();
		const alice = await house.person();
		const visitor = await house.signedIn(alice);
		await visitor.refused("passwords.change", { current: PASSWORD, password: "password1" });
		expect(asked).toEqual([]);
		await visitor.refused("passwords.change", { current: PASSWORD, password: KNOWN });
		expect(asked).toEqual([{ url: `/range/${sumOf(KNOWN).slice(0, 5)}`, padding: "true" }]);
		asked.length = 0;
		await house.signedIn(alice);
		expect(asked).toEqual([]);
	});
});

describe("the service", () => {
	const log = { info: () => undefined, error: (event: string, facts: object) => void said.push({ event, ...facts }) };
	const said: object[] = [];
	const includes = (password: string) => createBreaches(url, log, 200).include(password);
	beforeEach(() => {
		said.length = 0;
	});

	it("knows the sum of a password that everybody knows", async () => {
		answer = (response) => response.end("1E4C9B93F3F0682250B6CF8331B7EE68FD8:9545824");
		expect(await includes("password")).toBe(true);
		expect(asked.map((one) => one.url)).toEqual(["/range/5BAA6"]);
	});

	it("is believed only for the whole sum, with a count that is not padding", async () => {
		answer = ranging(KNOWN, 0);
		expect(await includes(KNOWN)).toBe(false);
		answer = (response) => response.end(`A${sumOf(KNOWN).slice(5)}:4\n${sumOf(KNOWN).slice(5, -1)}:4`);
		expect(await includes(KNOWN)).toBe(false);
		answer = (response) => response.end(`${sumOf(KNOWN).slice(5).toLowerCase()}:1`);
		expect(await includes(KNOWN)).toBe(true);
		expect(said).toEqual([]);
	});

	it.each<readonly [string, (response: ServerResponse) => void]>([
		["refuses", (response) => response.writeHead(503).end(`${sumOf(KNOWN).slice(5)}:4`)],
		["sends elsewhere", (response) => response.writeHead(302, { location: `${url}/elsewhere` }).end()],
		["never answers", () => undefined],
		["stops half-way", (response) => void response.write("0")],
		["hangs up", (response) => void response.destroy()],
	])("that %s keeps nobody from a password, and is told to the log without it", async (_how, act) => {
		answer = act;
		expect(await includes(KNOWN)).toBe(false);
		expect(asked).toHaveLength(1);
		expect(said).toEqual([expect.objectContaining({ event: "breaches.silent" })]);
		expect(JSON.stringify(said)).not.toMatch(new RegExp(`${KNOWN}|${sumOf(KNOWN).slice(5, 12)}`, "i"));
	});

	it("that nobody has named is not asked", async () => {
		expect(await createBreaches(null, log).include(KNOWN)).toBe(false);
		expect([asked, said]).toEqual([[], []]);
	});
});
