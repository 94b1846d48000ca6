/**
 * Whether a value has the shape that is asked for. Shape only: what is true, only the worker knows.
 * A check that is too strict keeps people out, so in doubt a value may be sent.
 */

/** Something on both sides of one @, and a dot or a bare host after it. */
export function isEmail(value: string): boolean {
	return /^[^\s@]+@[^\s@]+$/.test(value.trim());
}
