/**
 * The pages and their files. The sign-in has a page of its own, which is all that arrives first (decision 025); every other
 * known address is the page of the app; an unknown one is that page with status 404 for people and a bare 404 for everything
 * else (T121). Nothing here depends on who asks, but for the language and the step of the sign-in. Pages are revalidated each
 * time, those on which somebody's data can stand are kept nowhere (T089), and files are cached for ever.
 */
interface Files {
	fetch(request: Request): Promise<Response>;
}

const tenantPage =
	/^(?:\/t\/[a-z0-9-]{3,40})?(?:\/(?:signin|verify|invitation|enrol|reset|account|settings)(?:\/[\w/-]*)?)?\/?$/;
/** Where something of a person can stand on the screen, which no browser is to keep. */
const privatePage = /^(?:\/t\/[a-z0-9-]{3,40})?\/(?:verify|invitation|enrol|reset|account|settings)(?:\/[\w/-]*)?$/;
const signInPage = /^(?:\/t\/[a-z0-9-]{3,40})?\/signin$/;
/** Files of pages, which have no address of their own. */
const pageFile = /^\/signin-\w+(?:\.html)?$/;
const platformPage = /^\/(?:signup|status|help(?:\/[\w-]+)?)?$/;

/** Serves a page or a file to GET and HEAD; everything else is 405. */
export async function servePage(request: Request, files: Files | undefined): Promise<Response> {
	if (request.method !== "GET" && request.method !== "HEAD") {
		return new Response("Method not allowed\n", { status: 405, headers: { allow: "GET, HEAD" } });
	}
	const url = new URL(request.url);
	const known = tenantPage.test(url.pathname) || platformPage.test(url.pathname);
	if (!files) return new Response("Not found\n", { status: 404 });
	if (!known) {
		const file = pageFile.test(url.pathname) ? undefined : await files.fetch(request);
		if (file !== undefined && file.status !== 404) return cached(file, "no-cache");
		if (!request.headers.get("accept")?.includes("text/html")) return new Response("Not found\n", { status: 404 });
	}
	const isSignIn = signInPage.test(url.pathname);
	const isPrivate = privatePage.test(url.pathname) || (isSignIn && isHalfway(request));
	const page = await files.fetch(pageRequest(request, isSignIn ? signInFile(request) : "/", known && !isPrivate));
	const answer = cached(
		new Response(page.body, { status: known ? page.status : 404, headers: page.headers }),
		isPrivate ? "no-store" : "no-cache",
	);
	if (isPrivate) answer.headers.delete("etag");
	if (isSignIn) answer.headers.append("vary", "accept-language, cookie");
	return answer;
}

/**
 * The page that brings the form along, in the language that the browser asks for first. Whoever is in the middle of a
 * sign-in is not shown that form again: they get the page of the app, which finds their step.
 */
function signInFile(request: Request): string {
	if (isHalfway(request)) return "/";
	const asked = request.headers.get("accept-language")?.toLowerCase().split(",") ?? [];
	const first = asked.map((tag) => tag.trim().slice(0, 2)).find((language) => language === "en" || language === "es");
	return first === "es" ? "/signin-es" : "/signin";
}

/** Whether this browser is in the middle of a sign-in, whose steps can show a key and codes. */
const isHalfway = (request: Request): boolean =>
	/(?:^|[;\s])(?:__Host-)?gh_challenge_/.test(request.headers.get("cookie") ?? "");

/** Asks for a page by its file; a browser that holds it already is told only that it is still the same. */
function pageRequest(request: Request, file: string, mayBeHeld: boolean): Request {
	const held = mayBeHeld ? request.headers.get("if-none-match") : null;
	return new Request(new URL(file, request.url), {
		method: request.method,
		...(held !== null && { headers: { "if-none-match": held } }),
	});
}

function cached(response: Response, rule: string): Response {
	const answer = new Response(response.body, response);
	answer.headers.set("cache-control", rule);
	return answer;
}
