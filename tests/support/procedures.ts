/**
 * The names and kinds of all procedures, read from the router itself, so that a table in a test cannot forget one.
 */
import { appRouter } from "../../worker/trpc/router.ts";

export interface ProcedureName {
	readonly name: string;
	readonly type: "query" | "mutation";
}

function typeOf(procedure: unknown): "query" | "mutation" {
	const definition: unknown = typeof procedure === "function" ? Reflect.get(procedure, "_def") : undefined;
	const type: unknown =
		typeof definition === "object" && definition !== null ? Reflect.get(definition, "type") : undefined;
	if (type !== "query" && type !== "mutation") throw new Error("The router holds something that is no procedure.");
	return type;
}

/** Every procedure under its contract name, sorted. */
export const procedures: readonly ProcedureName[] = Object.entries<unknown>(appRouter._def.procedures)
	.map(([name, procedure]) => ({ name, type: typeOf(procedure) }))
	.sort((a, b) => a.name.localeCompare(b.name));

/** Calls a procedure in the manner of its kind. */
export const kindOf = (name: string): "query" | "mutation" => {
	const found = procedures.find((one) => one.name === name);
	if (!found) throw new Error(`There is no procedure ${name}.`);
	return found.type;
};
