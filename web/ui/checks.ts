/** Whether a value has the shape that is asked for. Shape only: what is true, only the worker knows. */

/** Something on both sides of one @, and a dot or a bare host after it. */
export function isEmail(value: string): boolean {
	return /^[^\s@]+@[^\s@]+$/.test(value.trim());
}
