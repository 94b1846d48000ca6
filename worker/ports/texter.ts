/**
 * Sends one text message through a provider over HTTP: POST {url}/texts with bearer token and `{to, from, text}`, the key
 * given as idempotency key. It never throws: a message that could not leave stays in the outbox. It follows no redirect.
 */
import type { Secret } from "../lib/secret.ts";

export interface Texter {
	/** Whether a provider is configured at all. */
	readonly isThere: boolean;
	/** Whether the provider took the message. */
	send(message: { to: string; text: string }, idempotencyKey: string): Promise<boolean>;
}

export interface TexterSettings {
	readonly url: string;
	readonly token: Secret;
	readonly from: string;
}

/** Longest wait for the provider, in milliseconds. */
const DEADLINE_MS = 5000;

export function createTexter(settings: TexterSettings | null): Texter {
	return {
		isThere: settings !== null,
		async send(message, idempotencyKey) {
			if (!settings) return false;
			try {
				const answer = await fetch(`${settings.url}/texts`, {
					method: "POST",
					redirect: "manual",
					headers: {
						authorization: `Bearer ${settings.token.expose()}`,
						"content-type": "application/json",
						"idempotency-key": idempotencyKey,
					},
					body: JSON.stringify({ ...message, from: settings.from }),
					signal: AbortSignal.timeout(DEADLINE_MS),
				});
				await answer.arrayBuffer();
				return answer.ok;
			} catch {
				return false;
			}
		},
	};
}
