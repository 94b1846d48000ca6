/**
 * A value that must not be printed. Logs, JSON, templates and errors show `[redacted]`;
 * only code that calls `expose` by name sees what is inside. Serves security rule 23 (secrets are a type).
 */
export class Secret<Value = string> {
	readonly #value: Value;
	constructor(value: Value) {
		this.#value = value;
	}
	/** The value itself. Callers must not store, log or return it. */
	expose(): Value {
		return this.#value;
	}
	toString(): string {
		return "[redacted]";
	}
	toJSON(): string {
		return "[redacted]";
	}
	get [Symbol.toStringTag](): string {
		return "[redacted]";
	}
	[Symbol.for("nodejs.util.inspect.custom")](): string {
		return "[redacted]";
	}
}
