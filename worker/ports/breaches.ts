/**
 * Asks a service whether a password is known from a breach (ASVS 6.2.12), in the form of Pwned Passwords' ranges: only the first
 * five of forty signs of its SHA-1 leave the worker, which a thousand other passwords share, and the answer is padded, so that
 * its length tells nothing. It never throws, and keeps nobody from a password when it is not answered in time.
 */
import { sha1 } from "@oslojs/crypto/sha1";
import { hex, utf8 } from "../lib/encoding.ts";
import { errorFacts, type Log } from "./log.ts";

export interface Breaches {
	/** Whether the password is known from a breach; no, where nobody is asked or nobody answers. At most one request. */
	include(password: string): Promise<boolean>;
}

/** Longest wait for the service, in milliseconds: the database has its own 2500 for the whole request, and is asked before and behind. */
export const BREACHES_DEADLINE_MS = 1000;

const SENT_SIGNS = 5;

/** `url` is what `/range/{five signs}` is put behind; null: nobody is asked. */
export function createBreaches(url: string | null, log: Log, deadlineMs = BREACHES_DEADLINE_MS): Breaches {
	return {
		async include(password) {
			if (url === null) return false;
			const sum = hex(sha1(utf8(password))).toUpperCase();
			try {
				const answer = await fetch(`${url}/range/${sum.slice(0, SENT_SIGNS)}`, {
					redirect: "manual",
					headers: { "add-padding": "true" },
					signal: AbortSignal.timeout(deadlineMs),
				});
				const known = await answer.text();
				if (answer.status !== 200) log.error("breaches.silent", { status: answer.status });
				// What pads an answer has a count of zero.
				return answer.status === 200 && new RegExp(`^${sum.slice(SENT_SIGNS)}:0*[1-9]`, "im").test(known);
			} catch (error) {
				log.error("breaches.silent", errorFacts(error));
				return false;
			}
		},
	};
}
