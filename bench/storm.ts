/**
 * Two hundred people who sign in at the same moment, and one who is signed in already and goes on asking. The one asks at
 * fixed times, whatever became of the answers before, so that a stall counts for every request that would have met it.
 */
import { Agent } from "node:http";
import { toTheCode } from "./flows-ours.ts";
import { fire, percentile } from "./measure.ts";
import { type Ours, PASSWORD } from "./ours.ts";

export const SIGN_INS = 200;
/** Milliseconds between two session checks. */
const EVERY_MS = 20;
const IDLE_MS = 4000;

export interface Waits {
	readonly count: number;
	readonly p50: number;
	readonly p95: number;
}

export interface Storm {
	readonly idle: Waits;
	readonly during: Waits;
	/** Milliseconds from the first sign-in to the last answer. */
	readonly lasted: number;
	/** Milliseconds of one sign-in alone, and of those in the storm. */
	readonly alone: number;
	readonly signIn: Waits;
	/** Sign-ins that did not end in a session, and session checks that were not answered, of both times. */
	readonly failed: number;
}

const waitsOf = (values: readonly number[]): Waits => ({
	count: values.length,
	p50: percentile(values, 0.5),
	p95: percentile(values, 0.95),
});

interface Asked {
	readonly waits: readonly number[];
	readonly failed: number;
}

/** Asks at fixed times until told to stop, and gives how long each answer took. */
function asking(ask: () => Promise<boolean>): () => Promise<Asked> {
	const waits: number[] = [];
	let failed = 0;
	const open = new Set<Promise<void>>();
	const timer = setInterval(() => {
		const at = performance.now();
		const one = ask()
			.catch(() => false)
			.then((isRight) => {
				waits.push(performance.now() - at);
				if (!isRight) failed += 1;
				open.delete(one);
			});
		open.add(one);
	}, EVERY_MS);
	return async () => {
		clearInterval(timer);
		await Promise.all(open);
		return { waits, failed };
	};
}

/** One storm. `people` have a password and no second factor, so each is signed in at the end; `meanwhile` is called some times a second. */
export async function storm(ours: Ours, people: readonly string[], meanwhile: () => Promise<void>): Promise<Storm> {
	const agent = new Agent({ keepAlive: true });
	const path = `/t/${ours.slug}/trpc/`;
	const visitor = ours.visitor();
	const alice = await ours.enrolled();
	await toTheCode(visitor, alice);
	await visitor.ok("login.proveTotp", { code: alice.code() });
	const cookie = visitor.jar.header();
	const check = async (): Promise<boolean> => {
		const { status, body } = await fire(agent, ours.worker.url, {
			method: "GET",
			path: `${path}sessions.current`,
			headers: { cookie },
		});
		return status === 200 && body.includes(alice.email);
	};
	const signIn = async (email: string): Promise<boolean> => {
		const { body } = await fire(agent, ours.worker.url, {
			method: "POST",
			path: `${path}login.begin`,
			headers: { "content-type": "application/json", origin: ours.worker.url },
			body: JSON.stringify({ email, password: PASSWORD }),
		});
		return body.includes('"signedIn"');
	};
	const timed = async (email: string): Promise<{ ms: number; isRight: boolean }> => {
		const at = performance.now();
		const isRight = await signIn(email);
		return { isRight, ms: performance.now() - at };
	};
	const nobody = async (index: number) => (await timed(`nobody-${index}@acme.example`)).ms;
	try {
		for (let warm = 0; warm < 100; warm++) await check();
		const alone: number[] = [];
		for (let index = 0; index < 9; index++) alone.push(await nobody(index));
		const idle = asking(check);
		await new Promise((next) => setTimeout(next, IDLE_MS));
		const asked = await idle();

		const watch = setInterval(() => void meanwhile(), 500);
		const during = asking(check);
		const at = performance.now();
		const signIns = await Promise.all(people.slice(0, SIGN_INS).map(timed));
		const lasted = performance.now() - at;
		const askedDuring = await during();
		clearInterval(watch);
		return {
			idle: waitsOf(asked.waits),
			during: waitsOf(askedDuring.waits),
			lasted,
			alone: percentile(alone, 0.5),
			signIn: waitsOf(signIns.map(({ ms }) => ms)),
			failed: signIns.filter(({ isRight }) => !isRight).length + asked.failed + askedDuring.failed,
		};
	} finally {
		agent.destroy();
	}
}
