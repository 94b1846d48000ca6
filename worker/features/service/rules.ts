/**
 * How the service is, told from what its databases answered. Pure. It names no tenant and nothing that a stranger could use.
 */
import type { Endpoint } from "./endpoints.ts";

export interface Part {
	readonly name: "pages" | "database" | "mail" | "sms";
	readonly state: "up" | "down" | "off";
}

/** What one cell said of its outbox: whether letters have been tried again and again and still wait. */
export interface CellAnswer {
	readonly mailWaits: boolean;
	readonly smsWaits: boolean;
}

/** The state of each part; null stands for a database that did not answer, without which nothing can be sent either. */
export function partsOf(cells: readonly (CellAnswer | null)[], hasSms: boolean): readonly Part[] {
	const answered = cells.filter((cell) => cell !== null);
	const reachable = answered.length === cells.length;
	const state = (isUp: boolean): Part["state"] => (isUp ? "up" : "down");
	return [
		{ name: "pages", state: "up" },
		{ name: "database", state: state(reachable) },
		{ name: "mail", state: state(reachable && !answered.some((cell) => cell.mailWaits)) },
		{ name: "sms", state: hasSms ? state(reachable && !answered.some((cell) => cell.smsWaits)) : "off" },
	];
}

/** The published list, with the addresses of this deployment in it. */
export function endpointsOf(
	list: readonly Endpoint[],
	house: {
		readonly origin: string;
		readonly tenantHosts: string | null;
		readonly smsUrl: string | null;
		readonly breachesUrl: string | null;
	},
): readonly Endpoint[] {
	const chosen: Partial<Record<Endpoint["purpose"], string | null>> = {
		sms: house.smsUrl,
		passwords: house.breachesUrl,
	};
	const own = placeOf(house.origin);
	const hosts = house.tenantHosts === null ? [own.host] : [own.host, `*.${house.tenantHosts}`];
	return list.flatMap((endpoint): readonly Endpoint[] => {
		if (endpoint.purpose === "pages") return hosts.map((host) => ({ ...endpoint, ...own, host }));
		const address = chosen[endpoint.purpose];
		if (address === undefined) return [endpoint];
		return address === null ? [] : [{ ...endpoint, ...placeOf(address) }];
	});
}

function placeOf(address: string): Pick<Endpoint, "host" | "port"> {
	const { hostname, port, protocol } = new URL(address);
	return { host: hostname, port: port === "" ? (protocol === "https:" ? 443 : 80) : Number(port) };
}
