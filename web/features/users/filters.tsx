/**
 * The search and the filters above the list of users. What is chosen stands in the address, so that going back, or a link
 * from another page, finds the same list.
 */
import { createAsync } from "@solidjs/router";
import { type Accessor, createMemo, createSignal, createUniqueId, onCleanup, Show } from "solid-js";
import { useAddress } from "../../address.ts";
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Select } from "../../ui/select.tsx";
import type { Sort } from "../../ui/table.tsx";
import { type ListInput, listRealms } from "./data.ts";
import { roles, sortKeys, statusFilters, twoFactorStates } from "./people.ts";
import { words } from "./people-words.ts";
import styles from "./users.module.css";

type Filter = "realmId" | "status" | "role" | "twoFactor";
type Wanted = Partial<Record<Filter | "search" | "sort" | "direction", string>>;

const filterNames: readonly Filter[] = ["realmId", "status", "role", "twoFactor"];

/** Takes a value only when it is one of these: the address may hold anything. */
function oneOf<Value extends string>(values: readonly Value[], value: string): Value | undefined {
	return values.find((each) => each === value);
}

export interface Filtering {
	/** What the worker is asked for. */
	readonly input: Accessor<ListInput>;
	readonly sort: Accessor<Sort>;
	setSort(sort: Sort): void;
	value(name: keyof Wanted): string;
	set(wanted: Wanted): void;
	/** How many filters are on, the search included. */
	readonly count: Accessor<number>;
	clear(): void;
}

/** The filters as the address has them. */
export function useFiltering(): Filtering {
	const { value, ...address } = useAddress<keyof Wanted>();
	const set = (wanted: Wanted) => address.set(wanted, { replace: true });
	const sort = (): Sort => ({
		key: oneOf(sortKeys, value("sort")) ?? "name",
		direction: value("direction") === "desc" ? "desc" : "asc",
	});
	const input = createMemo(
		(): ListInput => {
			const [search, realmId] = [value("search").trim(), value("realmId")];
			const status = oneOf(statusFilters, value("status"));
			const role = oneOf(roles, value("role"));
			const twoFactor = oneOf(twoFactorStates, value("twoFactor"));
			return {
				sort: oneOf(sortKeys, value("sort")) ?? "name",
				direction: sort().direction,
				...(search !== "" && { search }),
				...(realmId !== "" && { realmId }),
				...(status && { status }),
				...(role && { role }),
				...(twoFactor && { twoFactor }),
			};
		},
		{},
		{ equals: (one, other) => JSON.stringify(one) === JSON.stringify(other) },
	);
	return {
		input,
		sort,
		setSort: ({ key, direction }) => set({ sort: key, direction }),
		value,
		set,
		count: () => [...filterNames, "search" as const].filter((name) => value(name) !== "").length,
		clear: () => set({ search: "", realmId: "", status: "", role: "", twoFactor: "" }),
	};
}

/** Milliseconds of quiet after which a search is asked for. */
const pause = 250;

export function Filters(props: { filtering: Filtering }) {
	const t = useWords(words);
	const id = createUniqueId();
	const [open, setOpen] = createSignal(false);
	const listed = createAsync(() => listRealms().catch(() => undefined));
	const any = () => ({ value: "", text: t().any });
	let timer: ReturnType<typeof setTimeout> | undefined;
	onCleanup(() => clearTimeout(timer));
	const search = (value: string) => {
		clearTimeout(timer);
		timer = setTimeout(() => props.filtering.set({ search: value }), pause);
	};
	const choice = (name: Filter, label: string, options: readonly { value: string; text: string }[]) => (
		<Select
			name={name}
			label={label}
			value={props.filtering.value(name)}
			options={[any(), ...options]}
			onChange={(value) => props.filtering.set({ [name]: value })}
		/>
	);
	return (
		<search class={styles.filters} aria-label={t().filters}>
			<div class={styles.search}>
				<label for={`${id}-search`}>{t().searchLabel}</label>
				<input
					id={`${id}-search`}
					type="search"
					class={styles.searchBox}
					value={props.filtering.value("search")}
					autocomplete="off"
					spellcheck={false}
					maxlength="100"
					onInput={(event) => search(event.currentTarget.value)}
				/>
			</div>
			<button
				type="button"
				class={styles.filterOpener}
				aria-expanded={open()}
				aria-controls={id}
				onClick={() => setOpen(!open())}
			>
				{t().filtersOn(props.filtering.count())}
				<Icon name={open() ? "up" : "down"} />
			</button>
			<div id={id} class={styles.choices} data-open={open() || undefined}>
				{choice(
					"realmId",
					t().realm,
					(listed()?.realms ?? []).map(({ id, name }) => ({ value: id, text: name })),
				)}
				{choice(
					"status",
					t().status,
					statusFilters.map((value) => ({ value, text: t().statusFilters[value] })),
				)}
				{choice(
					"role",
					t().role,
					roles.map((value) => ({ value, text: t().roles[value] })),
				)}
				{choice(
					"twoFactor",
					t().twoFactor,
					twoFactorStates.map((value) => ({ value, text: t().twoFactorStates[value] })),
				)}
				<Show when={props.filtering.count() > 0}>
					<Button kind="plain" onClick={() => props.filtering.clear()}>
						{t().clearFilters}
					</Button>
				</Show>
			</div>
		</search>
	);
}
