/**
 * Headers that every answer carries, pages and errors alike (T119): a content policy without third parties or inline code,
 * HSTS for a year, no framing, no sniffing, no referrer, and `no-store` wherever a person could be named.
 */
import type { MiddlewareHandler } from "hono";

const contentPolicy = [
	"default-src 'none'",
	"script-src 'self'",
	"style-src 'self'",
	"img-src 'self' data:",
	"connect-src 'self'",
	"font-src 'self'",
	"manifest-src 'self'",
	"form-action 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'",
	"object-src 'none'",
].join("; ");

export const securityHeaders: Readonly<Record<string, string>> = {
	"content-security-policy": contentPolicy,
	"strict-transport-security": "max-age=31536000; includeSubDomains",
	"x-content-type-options": "nosniff",
	"x-frame-options": "DENY",
	"referrer-policy": "no-referrer",
	"cross-origin-opener-policy": "same-origin",
	"cross-origin-resource-policy": "same-origin",
	"permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
};

/** Puts the headers on whatever answer the rest of the app gives. */
export const withSecurityHeaders: MiddlewareHandler = async (context, next) => {
	await next();
	for (const [name, value] of Object.entries(securityHeaders)) context.res.headers.set(name, value);
	if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-store");
};
