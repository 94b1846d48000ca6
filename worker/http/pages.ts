/**
 * The page and its files. Every known address of the product is the one page; an unknown address is the same page with
 * status 404 for people and a bare 404 for everything else (T121). Nothing here depends on who asks.
 */
interface Files {
	fetch(request: Request): Promise<Response>;
}

const tenantPage =
	/^(?:\/t\/[a-z0-9-]{3,40})?(?:\/(?:signin|verify|invitation|enrol|reset|account|settings)(?:\/[\w/-]*)?)?\/?$/;
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
		const file = await files.fetch(request);
		if (file.status !== 404) return cached(file, "no-cache");
		if (!request.headers.get("accept")?.includes("text/html")) return new Response("Not found\n", { status: 404 });
	}
	const page = await files.fetch(new Request(new URL("/", url), { method: request.method }));
	return cached(new Response(page.body, { status: known ? page.status : 404, headers: page.headers }), "no-cache");
}

function cached(response: Response, rule: string): Response {
	const answer = new Response(response.body, response);
	answer.headers.set("cache-control", rule);
	return answer;
}
