/**
 * Sends one text message through a provider over HTTP: POST {url}/texts with bearer token and `{to, from, text}`, the key
 * given as idempotency key. It never throws: a message that could not leave stays in the outbox. It follows no redirect.
 */
import type { Secret } from "../lib/secret.ts";
import { DELIVERY_DEADLINE_MS, type Delivery, deliveryOf } from "./delivery.ts";

export interface Texter {
	/** Whether a provider is configured at all. */
	readonly isThere: boolean;
	send(message: { to: string; text: string }, idempotencyKey: string): Promise<Delivery>;
}

export interface TexterSettings {
	readonly url: string;
	readonly token: Secret;
	readonly from: string;
}

export function createTexter(settings: TexterSettings | null, deadlineMs = DELIVERY_DEADLINE_MS): Texter {
	return {
		isThere: settings !== null,
		async send(message, idempotencyKey) {
			if (!settings) return { is: "delayed", status: null };
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
					signal: AbortSignal.timeout(deadlineMs),
				});
				await answer.arrayBuffer();
				return deliveryOf(answer.status);
			} catch {
				return { is: "delayed", status: null };
			}
		},
	};
}
