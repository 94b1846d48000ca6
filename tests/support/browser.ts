/**
 * A visitor who speaks the wire's own language: tRPC over HTTP with a cookie jar and the exact Origin, straight into the
 * app without a socket. It keeps every raw Set-Cookie line and every promise handed to waitUntil.
 * It knows nothing of the product's cookies or types on purpose: what it sees is what any client sees.
 */
import { CookieJar } from "./cookie-jar.ts";

/** What a Hono app offers. */
export interface App {
	fetch(request: Request, env: unknown, context: WaitingContext): Response | Promise<Response>;
}

export interface WaitingContext {
	waitUntil(promise: Promise<unknown>): void;
	passThroughOnException(): void;
	readonly props: unknown;
}

export interface VisitorOptions {
	readonly origin: string;
	/** The tenant whose door this visitor stands at; absent: the platform's. */
	readonly slug?: string;
	readonly env?: unknown;
	/** Address the visitor comes from, as Cloudflare would tell it. */
	readonly address?: string;
	readonly userAgent?: string;
	/** More headers for every request; they win over the usual ones, and `null` leaves one out. */
	readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Answer {
	readonly status: number;
	/** Parsed JSON, or the text when it is none. */
	readonly body: unknown;
	readonly headers: Headers;
}

/** The error part of tRPC's form with our own fields. */
export interface RefusalOnTheWire {
	readonly refusal?: string;
	readonly code?: string;
	readonly httpStatus?: number;
	readonly requestId?: string;
	readonly retryAfterSeconds?: number;
	readonly fields?: Readonly<Record<string, string>>;
	readonly clockOffSeconds?: number;
}

/** Thrown by the `ok…` verbs when the product refused. */
export class Refused extends Error {
	readonly answer: Answer;
	readonly refusal: RefusalOnTheWire;
	constructor(procedure: string, answer: Answer) {
		const refusal = refusalOf(answer);
		super(`${procedure} was refused: ${answer.status} ${refusal.refusal ?? JSON.stringify(answer.body)}`);
		this.name = "Refused";
		this.answer = answer;
		this.refusal = refusal;
	}
}

function field(value: unknown, name: string): unknown {
	return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** What a refusal says on the wire; empty for an answer that is none. */
export function refusalOf(answer: Answer): RefusalOnTheWire {
	const data = field(field(answer.body, "error"), "data");
	return typeof data === "object" && data !== null ? data : {};
}

/** The data of a success in tRPC's form. */
export function dataOf(answer: Answer): unknown {
	return field(field(answer.body, "result"), "data");
}

export class Visitor {
	readonly jar = new CookieJar();
	/** Every Set-Cookie line received, as it came. */
	readonly setCookies: string[] = [];
	readonly #app: App;
	readonly #options: VisitorOptions;
	#waiting: Promise<unknown>[] = [];

	constructor(app: App, options: VisitorOptions) {
		this.#app = app;
		this.#options = options;
	}

	/** A visitor in the same place with the same cookies; what either receives later the other does not have. */
	copy(options: Partial<VisitorOptions> = {}): Visitor {
		const twin = new Visitor(this.#app, { ...this.#options, ...options });
		twin.jar.take(this.jar);
		return twin;
	}

	/** Calls a mutation as a page of our origin would. */
	mutate(procedure: string, input: unknown = {}): Promise<Answer> {
		return this.say("mutation", procedure, JSON.stringify(input));
	}

	/** Calls a query. */
	query(procedure: string, input?: unknown): Promise<Answer> {
		return this.say("query", procedure, input === undefined ? "" : JSON.stringify(input));
	}

	/** Calls a procedure with this text for its input, which need not be JSON. */
	say(kind: "query" | "mutation", procedure: string, text: string): Promise<Answer> {
		const path = this.#pathOf(procedure);
		if (kind === "query")
			return this.request(text ? `${path}?input=${encodeURIComponent(text)}` : path, { method: "GET" });
		const length = String(new TextEncoder().encode(text).length);
		const headers = { "content-type": "application/json", "content-length": length, origin: this.#options.origin };
		return this.request(path, { method: "POST", headers, body: text });
	}

	/** Calls a mutation and answers with its data; throws `Refused` otherwise. */
	async ok<Data = Record<string, unknown>>(procedure: string, input: unknown = {}): Promise<Data> {
		return this.#data<Data>(procedure, await this.mutate(procedure, input));
	}

	/** Calls a query and answers with its data; throws `Refused` otherwise. */
	async okQuery<Data = Record<string, unknown>>(procedure: string, input?: unknown): Promise<Data> {
		return this.#data<Data>(procedure, await this.query(procedure, input));
	}

	/** Calls a mutation that must be refused; throws when it is not. */
	async refused(procedure: string, input: unknown = {}): Promise<RefusalOnTheWire & { readonly status: number }> {
		const answer = await this.mutate(procedure, input);
		if (answer.status < 400) throw new Error(`${procedure} was not refused: ${JSON.stringify(answer.body)}`);
		return { status: answer.status, ...refusalOf(answer) };
	}

	/** Sends any request of this visitor, with its cookies, and keeps what comes back. */
	async request(path: string, init: RequestInit = {}): Promise<Answer> {
		const headers = new Headers(init.headers);
		const cookies = this.jar.header();
		if (cookies) headers.set("cookie", cookies);
		if (this.#options.address) headers.set("cf-connecting-ip", this.#options.address);
		headers.set("user-agent", this.#options.userAgent ?? "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0");
		for (const [name, value] of Object.entries(this.#options.headers ?? {})) {
			if (value === null) headers.delete(name);
			else headers.set(name, value);
		}
		const request = new Request(new URL(path, this.#options.origin), { ...init, headers });
		// Without Cloudflare's own mark on the connection the address is anybody's claim, and is not asked.
		if (this.#options.address) Object.assign(request, { cf: { colo: "TST" } });
		const response = await this.#app.fetch(request, this.#options.env ?? {}, {
			waitUntil: (promise) => void this.#waiting.push(promise),
			passThroughOnException: () => undefined,
			props: {},
		});
		for (const line of response.headers.getSetCookie()) {
			this.setCookies.push(line);
			this.jar.receive(line);
		}
		const text = await response.text();
		return { status: response.status, body: parsed(text), headers: response.headers };
	}

	/** Waits for everything that was left to waitUntil, and for what that left in turn; a failure there throws. */
	async settle(): Promise<void> {
		while (this.#waiting.length > 0) {
			const waiting = this.#waiting;
			this.#waiting = [];
			await Promise.all(waiting);
		}
	}

	#pathOf(procedure: string): string {
		return this.#options.slug === undefined ? `/trpc/${procedure}` : `/t/${this.#options.slug}/trpc/${procedure}`;
	}

	#data<Data>(procedure: string, answer: Answer): Data {
		if (answer.status >= 400) throw new Refused(procedure, answer);
		// The caller names the shape it expects of the wire; its assertions are what checks it.
		return dataOf(answer) as Data;
	}
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** A visitor with an empty cookie jar. */
export function createVisitor(app: App, options: VisitorOptions): Visitor {
	return new Visitor(app, options);
}
