/**
 * Sends one letter through Resend. The key given is the provider's idempotency key, so a repeated try is one mail.
 * It never throws: a letter that could not leave stays in the outbox.
 */
import { Resend } from "resend";
import type { Secret } from "../lib/secret.ts";
import { DELIVERY_DEADLINE_MS, type Delivery, deliveryOf } from "./delivery.ts";

export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

export interface Mailer {
	send(mail: Mail, idempotencyKey: string): Promise<Delivery>;
}

/** What Resend says with a status of a bad message although our own settings are what is wrong. */
const ownFault: readonly string[] = ["invalid_from_address", "missing_api_key", "invalid_api_key", "invalid_access"];

export function createMailer(
	settings: { apiKey: Secret; from: string; baseUrl: string | undefined },
	deadlineMs = DELIVERY_DEADLINE_MS,
): Mailer {
	let client: Resend | undefined;
	return {
		async send(mail, idempotencyKey) {
			client ??= new Resend(
				settings.apiKey.expose(),
				settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl },
			);
			try {
				const signal = AbortSignal.timeout(deadlineMs);
				const { error } = await client.emails.send({ from: settings.from, ...mail }, { idempotencyKey, signal });
				// The key was used with another content, such as the sender of before: the reader has this letter already.
				if (error === null || error.name === "invalid_idempotent_request") return { is: "taken" };
				return ownFault.includes(error.name)
					? { is: "delayed", status: error.statusCode }
					: deliveryOf(error.statusCode);
			} catch {
				return { is: "delayed", status: null };
			}
		},
	};
}
