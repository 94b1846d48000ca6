/**
 * Sends one letter through Resend. The key given is the provider's idempotency key, so a repeated try is one mail.
 * It never throws: a letter that could not leave stays in the outbox.
 */
import { Resend } from "resend";
import type { Secret } from "../lib/secret.ts";

export interface Mail {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

export interface Mailer {
	/** Whether the provider took the mail. */
	send(mail: Mail, idempotencyKey: string): Promise<boolean>;
}

/** Longest wait for the provider, in milliseconds: a letter that it does not take in time stays in the outbox. */
const DEADLINE_MS = 5000;

export function createMailer(settings: { apiKey: Secret; from: string; baseUrl: string | undefined }): Mailer {
	let client: Resend | undefined;
	return {
		async send(mail, idempotencyKey) {
			client ??= new Resend(
				settings.apiKey.expose(),
				settings.baseUrl === undefined ? {} : { baseUrl: settings.baseUrl },
			);
			try {
				const deadline = AbortSignal.timeout(DEADLINE_MS);
				const { error } = await client.emails.send(
					{ from: settings.from, ...mail },
					{ idempotencyKey, signal: deadline },
				);
				return error === null;
			} catch {
				return false;
			}
		},
	};
}
