/**
 * Headers of the hashed files, which Cloudflare serves without the worker: cached for ever, and the same security headers
 * as everything the worker answers itself (T119). One list, written as Cloudflare's `_headers` file and read by the local world.
 */
import { securityHeaders } from "../worker/http/headers.ts";

const ASSETS = "/assets/*";

export const assetHeaders: Readonly<Record<string, string>> = {
	...securityHeaders,
	"cache-control": "public, max-age=31536000, immutable",
};

/** The `_headers` file of a deployment. */
export const assetHeadersFile = (): string =>
	`${ASSETS}\n${Object.entries(assetHeaders)
		.map(([name, value]) => `  ${name}: ${value}\n`)
		.join("")}`;

/** The same rule as wrangler gives it to workerd. */
export const assetHeaderRules = { version: 2, rules: { [ASSETS]: { set: assetHeaders } } };
