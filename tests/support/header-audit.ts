/**
 * What every answer must carry, written down from the requirement and not from the product (T119): transport security for
 * a year, a content policy that allows nothing foreign or inline, no framing, no sniffing, no referrer, an own process.
 */

/** What is missing or wrong in these headers, in words; empty when all is well. */
export function auditOfHeaders(headers: Headers): readonly string[] {
	const wrong: string[] = [];
	const must = (name: string, fits: RegExp) => {
		const value = headers.get(name);
		if (value === null || !fits.test(value)) wrong.push(`${name}: ${value ?? "missing"}`);
	};
	const seconds = Number(/max-age=(\d+)/.exec(headers.get("strict-transport-security") ?? "")?.[1] ?? 0);
	if (seconds < 31_536_000) wrong.push(`strict-transport-security lasts ${seconds} seconds`);
	must("strict-transport-security", /includeSubDomains/);
	must("x-content-type-options", /^nosniff$/);
	must("referrer-policy", /^no-referrer$/);
	must("cross-origin-opener-policy", /^same-origin$/);
	must("cache-control", /./);
	for (const name of ["x-powered-by", "server", "access-control-allow-origin"])
		if (headers.has(name)) wrong.push(`${name} is sent`);
	return [...wrong, ...policyFaults(headers.get("content-security-policy") ?? "")];
}

function policyFaults(policy: string): readonly string[] {
	const rules = new Map(
		policy.split(";").map((rule) => {
			const [name = "", ...sources] = rule.trim().split(/\s+/);
			return [name, sources.join(" ")];
		}),
	);
	const wrong: string[] = [];
	for (const name of ["object-src", "base-uri", "frame-ancestors"])
		if (rules.get(name) !== "'none'") wrong.push(`policy: ${name} ${rules.get(name) ?? "missing"}`);
	const scripts = rules.get("script-src") ?? rules.get("default-src") ?? "missing";
	if (!/^('none'|'self'|'sha\d+-[\w+/=]+'|'nonce-[\w+/=]+'|\s)+$/.test(scripts))
		wrong.push(`policy: scripts from ${scripts}`);
	for (const [name, sources] of rules) if (/unsafe|\*|https?:/.test(sources)) wrong.push(`policy: ${name} ${sources}`);
	return wrong;
}
