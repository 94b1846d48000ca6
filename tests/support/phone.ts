/**
 * A pretended authenticator app: key URI in, codes out. It is built on a package of its own (otpauth) and never on
 * product code, so that a mistake of ours cannot agree with itself.
 */
import { TOTP, URI } from "otpauth";

export interface Phone {
	readonly issuer: string;
	readonly label: string;
	/** The code this phone shows at a time in epoch milliseconds; a phone whose clock is off shows another. */
	code(atMs: number): string;
	/** How far the phone's clock is ahead, in milliseconds. */
	clockAheadMs: number;
}

/** An app that has scanned this `otpauth://` URI. */
export function phoneFrom(uri: string): Phone {
	const entry = URI.parse(uri);
	if (!(entry instanceof TOTP)) throw new Error("The URI is not one of a time-based code.");
	return {
		issuer: entry.issuer,
		label: entry.label,
		clockAheadMs: 0,
		code(atMs) {
			return entry.generate({ timestamp: atMs + this.clockAheadMs });
		},
	};
}

/** An app whose owner typed the key by hand, with whatever spaces and case the page showed. */
export function phoneWithKey(key: string): Phone {
	return phoneFrom(`otpauth://totp/typed?secret=${key.replace(/[\s-]/g, "").toUpperCase()}`);
}
