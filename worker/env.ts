/**
 * Reads the worker's variables and secrets into a typed Config. Reports what is missing or weak by name, never by value,
 * and refuses to start then: there is no weaker setting to fall back to (rule 22, T146).
 */
import * as z from "zod/mini";
import type { DatabaseAddress } from "../db/client.ts";
import { type Bytes, fromBase64 } from "./lib/encoding.ts";
import { isRegion, type Region } from "./lib/region.ts";
import { Secret } from "./lib/secret.ts";

/** A database of tenants. */
export interface Cell extends DatabaseAddress {
	/** The part of the world in which it stands; null when the settings do not say. */
	readonly region: Region | null;
	/** Whether new tenants may be made in it; those that are there stay. */
	readonly takesNew: boolean;
}

export interface Config {
	/** The platform's own origin, without a trailing slash. */
	readonly origin: string;
	/** With it, tenants also live at `{slug}.{tenantHosts}`. */
	readonly tenantHosts: string | null;
	readonly catalog: DatabaseAddress;
	readonly cells: ReadonlyMap<string, Cell>;
	/** The cell in which new tenants are made when no region decides: the first that takes any. */
	readonly homeCell: string;
	readonly keys: { readonly currentId: string; readonly masters: ReadonlyMap<string, Secret<Bytes>> };
	readonly resend: { readonly apiKey: Secret; readonly from: string; readonly baseUrl: string | undefined };
	/** The provider of text messages; null: this deployment sends none. */
	readonly sms: { readonly url: string; readonly token: Secret; readonly from: string } | null;
	/** The service that is asked whether a new password is known from a breach; null: none is. */
	readonly breachesUrl: string | null;
	/** Wrong passwords that one source may try at one tenant within fifteen minutes; null: as many as usual. */
	readonly sourceLimit: number | null;
	/** Raised by an operator after a restore: every session, challenge, trusted browser and link issued before is dead. */
	readonly globalEpoch: number;
}

/** Thrown at start-up; the message names the settings, never their values. */
export class ConfigInvalid extends Error {
	readonly names: readonly string[];
	constructor(names: readonly string[]) {
		super(`missing or invalid settings: ${names.join(", ")}`);
		this.name = "ConfigInvalid";
		this.names = names;
	}
}

/** An office of ten thousand behind one address still guesses no better than this. */
const SOURCE_LIMITS = { least: 10, most: 10_000 } as const;
const isBetween = (value: number, { least, most }: typeof SOURCE_LIMITS): boolean => value >= least && value <= most;
const KEY_BYTES = 32;
const ringShape = z.object({
	current: z.string(),
	keys: z.record(z.string().check(z.regex(/^[a-z0-9]{1,16}$/)), z.string()),
});
const cellsShape = z
	.array(
		z.object({
			id: z.string().check(z.minLength(1)),
			url: z.string(),
			namespace: z.optional(z.string()),
			region: z.optional(z.string()),
			takesNew: z.optional(z.boolean()),
		}),
	)
	.check(z.minLength(1));
const tokensShape = z.record(z.string(), z.string());

/** Parses the environment. Throws ConfigInvalid with the names of all settings that are missing or weak. */
export function readConfig(env: Readonly<Record<string, unknown>>): Config {
	const wrong: string[] = [];
	const text = (name: string): string => {
		const value = env[name];
		if (typeof value === "string" && value.trim() !== "") return value.trim();
		wrong.push(name);
		return "";
	};
	const optional = (name: string): string | undefined =>
		env[name] === undefined || env[name] === "" ? undefined : text(name);

	const origin = readOrigin(text("ORIGIN"));
	if (origin === null) wrong.push("ORIGIN");
	const tenantHosts = optional("TENANT_HOSTS") ?? null;
	if (tenantHosts !== null && origin !== null && !areTenantHosts(tenantHosts, origin)) wrong.push("TENANT_HOSTS");
	const catalogUrl = text("CATALOG_URL");
	const catalogToken = optional("CATALOG_TOKEN");
	if (isDatabaseUrl(catalogUrl) && needsToken(catalogUrl) && catalogToken === undefined) wrong.push("CATALOG_TOKEN");
	const catalog: DatabaseAddress = {
		url: catalogUrl,
		namespace: optional("CATALOG_NAMESPACE"),
		token: catalogToken === undefined ? undefined : new Secret(catalogToken),
	};
	if (catalogUrl !== "" && !isDatabaseUrl(catalogUrl)) wrong.push("CATALOG_URL");
	const cells = readCells(optional("CELLS"), optional("CELL_TOKENS"), catalog);
	if (typeof cells === "string") wrong.push(cells);
	const keys = readKeys(text("KEYS"));
	if (keys === null) wrong.push("KEYS");
	const apiKey = new Secret(text("RESEND_API_KEY"));
	const from = text("MAIL_FROM");
	const resendUrl = optional("RESEND_URL");
	if (resendUrl !== undefined && !isWebAddress(resendUrl)) wrong.push("RESEND_URL");
	const smsUrl = optional("SMS_URL");
	const smsToken = optional("SMS_TOKEN");
	if (smsUrl !== undefined && !isWebAddress(smsUrl)) wrong.push("SMS_URL");
	// A provider that is half configured is a mistake, not a provider that is absent.
	if (smsUrl !== undefined && smsToken === undefined) wrong.push("SMS_TOKEN");
	const breachesUrl = optional("BREACHES_URL")?.replace(/\/$/, "") ?? null;
	if (breachesUrl !== null && !isWebAddress(breachesUrl)) wrong.push("BREACHES_URL");
	const globalEpoch = Number(optional("GLOBAL_EPOCH") ?? "0");
	if (!Number.isSafeInteger(globalEpoch) || globalEpoch < 0) wrong.push("GLOBAL_EPOCH");
	const limitText = optional("SOURCE_LIMIT");
	const sourceLimit = limitText === undefined ? null : Number(limitText);
	if (sourceLimit !== null && !(Number.isSafeInteger(sourceLimit) && isBetween(sourceLimit, SOURCE_LIMITS)))
		wrong.push("SOURCE_LIMIT");
	const homeCell = typeof cells === "string" ? undefined : [...cells].find(([, { takesNew }]) => takesNew)?.[0];

	if (wrong.length > 0 || origin === null || typeof cells === "string" || keys === null || homeCell === undefined) {
		throw new ConfigInvalid([...new Set(wrong)]);
	}
	return {
		origin,
		tenantHosts,
		catalog,
		cells,
		homeCell,
		keys,
		resend: { apiKey, from, baseUrl: resendUrl },
		sms:
			smsUrl === undefined || smsToken === undefined
				? null
				: { url: smsUrl.replace(/\/$/, ""), token: new Secret(smsToken), from: optional("SMS_FROM") ?? "Gatehouse" },
		breachesUrl,
		globalEpoch,
		sourceLimit,
	};
}

/** Whether what goes to this host never leaves the machine: there alone nothing need be encrypted on the way. */
const isLoopback = (host: string): boolean => /^(?:(?:.+\.)?localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(host);

/** The address, unless it is none, carries credentials, or would send in the clear what leaves the machine. */
function safeUrl(text: string): URL | null {
	const url = URL.canParse(text) ? new URL(text) : null;
	if (url === null || url.username !== "" || url.password !== "") return null;
	return url.protocol === "http:" && !isLoopback(url.hostname) ? null : url;
}

const isWebAddress = (text: string): boolean => /^https?:$/.test(safeUrl(text)?.protocol ?? "");

const readOrigin = (text: string): string | null => (isWebAddress(text) && text === new URL(text).origin ? text : null);

const hostShape = /^(?=.{1,200}$)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * Whether tenants can live below this host: a plain name in lower case, without a port. The platform's own host must not be
 * one of theirs, and where its pages are not encrypted theirs are not, either.
 */
function areTenantHosts(hosts: string, origin: string): boolean {
	const { hostname, protocol } = new URL(origin);
	if (!hostShape.test(hosts)) return false;
	const isBelow = hostname.endsWith(`.${hosts}`) && !hostname.slice(0, -hosts.length - 1).includes(".");
	if (isBelow) return false;
	return protocol === "https:" || isLoopback(hosts);
}

const isDatabaseUrl = (url: string): boolean => /^(?:https?|libsql):$/.test(safeUrl(url)?.protocol ?? "");
const needsToken = (url: string): boolean => !url.startsWith("http://");

/** The cells, or the name of the setting that is wrong. */
function readCells(
	cells: string | undefined,
	tokens: string | undefined,
	catalog: DatabaseAddress,
): ReadonlyMap<string, Cell> | "CELLS" | "CELL_TOKENS" {
	if (cells === undefined) return new Map([["main", { ...catalog, region: null, takesNew: true }]]);
	const list = cellsShape.safeParse(parseJson(cells));
	if (!list.success) return "CELLS";
	const keys = tokensShape.safeParse(tokens === undefined ? {} : parseJson(tokens));
	if (!keys.success) return "CELL_TOKENS";
	const read = new Map<string, Cell>();
	for (const cell of list.data) {
		const token = keys.data[cell.id];
		const { region = null, takesNew = true } = cell;
		if (region !== null && !isRegion(region)) return "CELLS";
		if (read.has(cell.id) || !isDatabaseUrl(cell.url)) return "CELLS";
		if (needsToken(cell.url) && token === undefined) return "CELL_TOKENS";
		read.set(cell.id, {
			url: cell.url,
			namespace: cell.namespace,
			token: token === undefined ? undefined : new Secret(token),
			region,
			takesNew,
		});
	}
	return [...read.values()].some(({ takesNew }) => takesNew) ? read : "CELLS";
}

function readKeys(text: string): Config["keys"] | null {
	const ring = ringShape.safeParse(parseJson(text));
	if (!ring.success) return null;
	const masters = new Map<string, Secret<Bytes>>();
	for (const [id, encoded] of Object.entries(ring.data.keys)) {
		const bytes = fromBase64(encoded);
		if (bytes?.length !== KEY_BYTES || new Set(bytes).size < 8) return null;
		masters.set(id, new Secret(bytes));
	}
	return masters.has(ring.data.current) ? { currentId: ring.data.current, masters } : null;
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
