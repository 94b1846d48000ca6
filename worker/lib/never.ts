/**
 * Closes a switch: a new member of a union that is not handled does not compile.
 */
export function assertNever(value: never): never {
	throw new Error(`unhandled case: ${JSON.stringify(value)}`);
}
