/**
 * How the service itself is: one question for anyone, about no tenant and no person.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";
import type { Outputs } from "../../wire.ts";

export type Status = Outputs["service"]["status"];
export type Part = Status["parts"][number];
export type Endpoint = Status["endpoints"][number];

/** Asks anew each time: an old answer about a state is worth nothing. */
export function readStatus() {
	return api.service.status.query();
}
