/**
 * The published list of hosts and ports that the service needs, and its version: `docs/network.md` shows the same list, and a
 * test keeps the two equal (S44, S45, S109). A host in braces is filled in by the deployment. It raises nothing by itself:
 * whoever changes a line raises `LIST_VERSION`.
 */
export const LIST_VERSION = 2;

export interface Endpoint {
	readonly host: string;
	readonly port: number;
	/** Which part of the service it belongs to; only the pages are called from where people are. */
	readonly purpose: "pages" | "database" | "mail" | "sms" | "passwords";
}

export const endpoints: readonly Endpoint[] = [
	{ host: "{service}", port: 443, purpose: "pages" },
	{ host: "*.turso.io", port: 443, purpose: "database" },
	{ host: "api.resend.com", port: 443, purpose: "mail" },
	{ host: "{text message provider}", port: 443, purpose: "sms" },
	{ host: "{breached passwords}", port: 443, purpose: "passwords" },
];
