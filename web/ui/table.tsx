/**
 * A table that is a table on a laptop and becomes a card for each row on a phone, in the same order for eyes and readers.
 * It shows, sorts and ticks by telling its caller; it fetches nothing and keeps no rows of its own.
 */
import { For, type JSX, Show } from "solid-js";
import { useWords } from "../language.ts";
import { Icon } from "./icon.tsx";
import { words } from "./list-words.ts";
import { Select } from "./select.tsx";
import styles from "./table.module.css";

export interface Column<Row> {
	readonly key: string;
	readonly heading: string;
	readonly cell: (row: Row) => JSX.Element;
	/** Whether one can sort by it. */
	readonly sorts?: boolean;
	/** What makes up the title of a card: shown without its heading. */
	readonly title?: boolean;
	/** What stands below the title of a card, without its heading. */
	readonly sub?: boolean;
	/** Whether it may be broken anywhere, as addresses must be. */
	readonly breaks?: boolean;
}

export interface Sort {
	readonly key: string;
	readonly direction: "asc" | "desc";
}

interface Ticks<Row> {
	readonly ticked: ReadonlySet<string>;
	readonly onChange: (ticked: ReadonlySet<string>) => void;
	readonly nameOf: (row: Row) => string;
	readonly allowed: (row: Row) => boolean;
}

interface TableProps<Row> {
	label: string;
	columns: readonly Column<Row>[];
	rows: readonly Row[];
	sort?: Sort;
	onSort?: (sort: Sort) => void;
	ticks?: Ticks<Row> | undefined;
	/** What stands at the end of a row: its menu. */
	acts?: ((row: Row) => JSX.Element) | undefined;
	/** Newer rows are on their way. */
	busy?: boolean;
}

/** Roles written out: browsers forget them when a table is laid out as cards. */
const as = (role: JSX.HTMLAttributes<HTMLElement>["role"] & string) => ({ role }) as const;

export function Table<Row extends { readonly id: string }>(props: TableProps<Row>) {
	const t = useWords(words);
	const tickable = () => props.rows.filter((row) => props.ticks?.allowed(row));
	const all = () => tickable().length > 0 && tickable().every(({ id }) => props.ticks?.ticked.has(id));
	const tick = (ids: readonly string[], on: boolean) => {
		const next = new Set(props.ticks?.ticked);
		for (const id of ids) on ? next.add(id) : next.delete(id);
		props.ticks?.onChange(next);
	};
	return (
		<>
			<SortChoice columns={props.columns} sort={props.sort} onSort={props.onSort} />
			<table {...as("table")} class={styles.table} aria-label={props.label} aria-busy={props.busy || undefined}>
				<thead {...as("rowgroup")} class={styles.head}>
					<tr {...as("row")}>
						<Show when={props.ticks}>
							<th {...as("columnheader")} scope="col" class={styles.tickCell}>
								<input
									type="checkbox"
									class={styles.tick}
									aria-label={t().tickAll}
									checked={all()}
									disabled={tickable().length === 0}
									onChange={(event) =>
										tick(
											tickable().map(({ id }) => id),
											event.currentTarget.checked,
										)
									}
								/>
								<span class={styles.tickWords} aria-hidden="true">
									{t().tickAll}
								</span>
							</th>
						</Show>
						<For each={props.columns}>
							{(column) => <Heading column={column} sort={props.sort} onSort={props.onSort} />}
						</For>
						<Show when={props.acts}>
							<th {...as("columnheader")} scope="col" class={styles.actCell}>
								<span class={styles.unseen}>{t().acts}</span>
							</th>
						</Show>
					</tr>
				</thead>
				<tbody {...as("rowgroup")}>
					<For each={props.rows}>
						{(row) => (
							<tr {...as("row")} class={styles.row} data-ticked={props.ticks?.ticked.has(row.id) || undefined}>
								<Show when={props.ticks}>
									{(ticks) => (
										<td {...as("cell")} class={styles.tickCell}>
											<Show when={ticks().allowed(row)}>
												<input
													type="checkbox"
													class={styles.tick}
													aria-label={t().tickOne(ticks().nameOf(row))}
													checked={ticks().ticked.has(row.id)}
													onChange={(event) => tick([row.id], event.currentTarget.checked)}
												/>
											</Show>
										</td>
									)}
								</Show>
								<For each={props.columns}>
									{(column) => (
										<td
											{...as("cell")}
											class={styles.cell}
											data-title={column.title || undefined}
											data-sub={column.sub || undefined}
											data-breaks={column.breaks || undefined}
											data-label={column.heading}
										>
											{column.cell(row)}
										</td>
									)}
								</For>
								<Show when={props.acts}>
									{(acts) => (
										<td {...as("cell")} class={styles.actCell}>
											{acts()(row)}
										</td>
									)}
								</Show>
							</tr>
						)}
					</For>
				</tbody>
			</table>
		</>
	);
}

interface SortProps {
	sort: Sort | undefined;
	onSort: ((sort: Sort) => void) | undefined;
}

function Heading<Row>(props: SortProps & { column: Column<Row> }) {
	const direction = () => (props.sort?.key === props.column.key ? props.sort.direction : undefined);
	const spoken = () => (direction() === undefined ? "none" : direction() === "asc" ? "ascending" : "descending");
	return (
		<Show
			when={props.column.sorts && props.onSort}
			fallback={
				<th {...as("columnheader")} scope="col" class={styles.heading}>
					{props.column.heading}
				</th>
			}
		>
			<th {...as("columnheader")} scope="col" class={styles.heading} aria-sort={spoken()}>
				<button
					type="button"
					class={styles.sorter}
					onClick={() => props.onSort?.({ key: props.column.key, direction: direction() === "asc" ? "desc" : "asc" })}
				>
					<span>{props.column.heading}</span>
					<Icon name={direction() === undefined ? "both" : direction() === "asc" ? "up" : "down"} />
				</button>
			</th>
		</Show>
	);
}

/** Cards have no headings to click on, so they are sorted by a choice above them. */
function SortChoice<Row>(props: SortProps & { columns: readonly Column<Row>[] }) {
	const t = useWords(words);
	const options = () =>
		props.columns
			.filter(({ sorts }) => sorts)
			.flatMap(({ key, heading }) => [
				{ value: `${key} asc`, text: t().ascending(heading) },
				{ value: `${key} desc`, text: t().descending(heading) },
			]);
	return (
		<Show when={props.onSort && options().length > 0}>
			<div class={styles.sortChoice}>
				<Select
					name="sort"
					label={t().sortBy}
					value={props.sort === undefined ? "" : `${props.sort.key} ${props.sort.direction}`}
					options={options()}
					onChange={(value) => {
						const [key = "", direction] = value.split(" ");
						props.onSort?.({ key, direction: direction === "desc" ? "desc" : "asc" });
					}}
				/>
			</div>
		</Show>
	);
}
