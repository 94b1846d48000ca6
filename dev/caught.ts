/**
 * What the catcher holds: messages newest first, answers by idempotency key, the moved clock and a pretended outage.
 * All of it is in memory and bounded; it ends with the process. Nothing here is reached by the deployed worker.
 */
import { randomUUID } from "node:crypto";

export interface CaughtMessage {
	readonly id: string;
	readonly kind: "email" | "sms";
	readonly to: string;
	readonly from: string;
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
	/** Epoch milliseconds of the local world's clock. */
	readonly at: number;
}

export type Letter = Omit<CaughtMessage, "id" | "at">;

const mostMessages = 2000;
const mostKeys = 5000;

export class Caught {
	readonly #messages: CaughtMessage[] = [];
	readonly #answers = new Map<string, { readonly content: string; readonly id: string }>();
	/** How far the local world's time is ahead of the machine's, in milliseconds. */
	offsetMs = 0;
	/** While true, every message is refused with a 500, as by a provider that is down. */
	isFailing = false;

	/** All messages, newest first. */
	get messages(): readonly CaughtMessage[] {
		return this.#messages;
	}

	/** The local world's time in epoch milliseconds. */
	now(): number {
		return Date.now() + this.offsetMs;
	}

	/** Keeps a message once per key; `conflict` when a key comes back with another content, as Resend refuses it. */
	take(letter: Letter, key: string | undefined): { readonly id: string } | "conflict" {
		const content = JSON.stringify(letter);
		const before = key === undefined ? undefined : this.#answers.get(key);
		if (before) return before.content === content ? { id: before.id } : "conflict";
		const id = randomUUID();
		this.#messages.unshift({ id, ...letter, at: this.now() });
		this.#messages.length = Math.min(this.#messages.length, mostMessages);
		if (key !== undefined) this.#answers.set(key, { content, id });
		const oldest = this.#answers.keys().next().value;
		if (this.#answers.size > mostKeys && oldest !== undefined) this.#answers.delete(oldest);
		return { id };
	}

	/** Forgets every message; keys stay known. */
	clear(): void {
		this.#messages.length = 0;
	}
}
