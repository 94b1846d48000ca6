/**
 * Structured log: one JSON line per entry, so that line breaks in a value cannot forge one (T148).
 * It takes named facts only, never an input, a token or a database error's text (which can hold parameters).
 */
export type LogFacts = Readonly<Record<string, string | number | boolean | null>>;

export interface Log {
	info(event: string, facts: LogFacts): void;
	error(event: string, facts: LogFacts): void;
}

export const consoleLog: Log = {
	info: (event, facts) => console.log(JSON.stringify({ level: "info", event, ...facts })),
	error: (event, facts) => console.error(JSON.stringify({ level: "error", event, ...facts })),
};

/** What may be logged of an unknown error: its kind and code, never its message. */
export function errorFacts(error: unknown): LogFacts {
	if (!(error instanceof Error)) return { kind: typeof error };
	const code = "code" in error && typeof error.code === "string" ? error.code : null;
	const cause = error.cause instanceof Error ? errorFacts(error.cause) : {};
	return { kind: error.name, code, causeKind: cause.kind ?? null, causeCode: cause.code ?? null };
}
