/**
 * The people that fit a search: a first page, and more of them as they are asked for (S37). Answers that come after a
 * newer question are dropped. It keeps rows by their id, so that a list which is fetched anew does not lose the place.
 */
import { type Accessor, batch, createEffect, createSignal, on } from "solid-js";
import { createStore, reconcile } from "solid-js/store";
import { wantSentences } from "../../sentences.ts";
import { type Refused, refusedBy } from "../../wire.ts";
import { type ListInput, listPeople } from "./data.ts";
import type { Person } from "./people.ts";

const pageSize = 50;
/** The most people of one answer. */
const largestPage = 200;

export interface PeopleList {
	readonly people: readonly Person[];
	readonly total: Accessor<{ readonly count: number; readonly exact: boolean } | undefined>;
	readonly loading: Accessor<boolean>;
	readonly refused: Accessor<Refused | undefined>;
	readonly more: Accessor<boolean>;
	/** Fetches the next page. */
	fetchMore(): void;
	/** Fetches anew what is shown. */
	refresh(): Promise<void>;
}

/** Follows `wanted`; every change of it begins at the first page. */
export function createPeopleList(wanted: Accessor<ListInput>): PeopleList {
	const [store, setStore] = createStore<{ people: Person[] }>({ people: [] });
	const [total, setTotal] = createSignal<{ count: number; exact: boolean }>();
	const [cursor, setCursor] = createSignal<string>();
	const [loading, setLoading] = createSignal(true);
	const [refused, setRefused] = createSignal<Refused>();
	let latest = 0;

	const fetchPage = async (input: ListInput, before: readonly Person[]) => {
		latest += 1;
		const mine = latest;
		setLoading(true);
		try {
			const page = await listPeople(input);
			if (mine !== latest) return;
			batch(() => {
				setStore("people", reconcile([...before, ...page.users], { key: "id" }));
				setTotal({ count: page.total, exact: page.totalIsExact });
				setCursor(page.nextCursor);
				setRefused(undefined);
				setLoading(false);
			});
		} catch (error) {
			await wantSentences();
			if (mine !== latest) return;
			batch(() => {
				setRefused(refusedBy(error));
				setLoading(false);
			});
		}
	};

	createEffect(on(wanted, (input) => void fetchPage({ ...input, limit: pageSize }, [])));

	return {
		get people() {
			return store.people;
		},
		total,
		loading,
		refused,
		more: () => cursor() !== undefined,
		fetchMore() {
			const from = cursor();
			if (from !== undefined && !loading())
				void fetchPage({ ...wanted(), limit: pageSize, cursor: from }, [...store.people]);
		},
		refresh: () =>
			fetchPage({ ...wanted(), limit: Math.min(largestPage, Math.max(pageSize, store.people.length)) }, []),
	};
}
