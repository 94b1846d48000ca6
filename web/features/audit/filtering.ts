/**
 * The filters of the audit as the address has them, so that a link from a person's page, Back and a bookmark find the same
 * rows. Days are days of this device; what is asked of the worker are moments.
 */
import { type Accessor, createMemo } from "solid-js";
import { useAddress } from "../../address.ts";
import { beginningOf, endOf } from "../../days.ts";
import type { Filters } from "./data.ts";

export type FilterName = "event" | "actor" | "target" | "from" | "to" | "search";

export interface Filtering {
	readonly filters: Accessor<Filters>;
	value(name: FilterName): string;
	set(wanted: Partial<Record<FilterName, string>>): void;
	readonly isOn: Accessor<boolean>;
	clear(): void;
}

const names: readonly FilterName[] = ["event", "actor", "target", "from", "to", "search"];

/** Reads and writes the filters in the address. */
export function useFiltering(): Filtering {
	const { set, ...address } = useAddress<FilterName>();
	const value = (name: FilterName) => address.value(name).trim();
	const filters = createMemo<Filters>(
		() => {
			const [fromAt, toAt] = [beginningOf(value("from")), endOf(value("to"))];
			return {
				...(value("event") !== "" && { event: value("event") }),
				...(value("actor") !== "" && { actorId: value("actor") }),
				...(value("target") !== "" && { targetId: value("target") }),
				...(value("search") !== "" && { search: value("search") }),
				...(fromAt !== undefined && { fromAt }),
				...(toAt !== undefined && { toAt }),
			};
		},
		{},
		{ equals: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
	);
	return {
		filters,
		value,
		set,
		isOn: () => names.some((name) => value(name) !== ""),
		clear: () => set(Object.fromEntries(names.map((name) => [name, ""]))),
	};
}
