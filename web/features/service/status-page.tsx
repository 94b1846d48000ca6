/**
 * The status page: how each part of the service is, and the published list of hosts and ports (S44, S45). It names the
 * service's own addresses only, and nothing about any organization. When the worker does not answer it says so plainly.
 */
import { createSignal, For, onMount, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Footer, HelpLink, SkipLink, titleOfPage, Waiting } from "../../ui/frame.tsx";
import { Mark } from "../../ui/mark.tsx";
import { Notice, RefusalNotice } from "../../ui/notice.tsx";
import { Table, type Column as TableColumn } from "../../ui/table.tsx";
import { Moment } from "../../ui/time.tsx";
import { type Endpoint, type Part, readStatus, type Status } from "./data.ts";
import styles from "./status.module.css";
import { words } from "./words.ts";

export default function StatusPage() {
	const t = useWords(words);
	titleOfPage(
		() => t().title,
		() => t().product,
	);
	const [status, setStatus] = createSignal<Status>();
	const check = createAct(readStatus, (found) => setStatus(() => found));
	onMount(() => void check.run(undefined));
	return (
		<>
			<SkipLink />
			<div class={styles.status}>
				<header class={styles.header}>
					<a class={styles.product} href="/" aria-label={`${t().product}, ${t().home}`}>
						<Mark />
						<span>{t().product}</span>
					</a>
				</header>
				<main id="content" tabindex="-1" class={styles.main}>
					<h1>{t().title}</h1>
					<Show when={check.refused()}>{(refused) => <RefusalNotice refused={refused()} />}</Show>
					<Show when={status()} fallback={check.pending() && <Waiting />}>
						{(found) => (
							<>
								<Parts status={found()} />
								<Endpoints status={found()} />
							</>
						)}
					</Show>
					<Buttons>
						<Button busy={check.pending()} onClick={() => void check.run(undefined)}>
							{t().checkAgain}
						</Button>
					</Buttons>
				</main>
				<Footer stay />
			</div>
		</>
	);
}

function Parts(props: { status: Status }) {
	const t = useWords(words);
	const isDown = () => props.status.parts.some((part) => part.state === "down");
	const means = (part: Part) =>
		part.state === "down" ? t().downMeans[part.name] : part.state === "off" ? t().offMeans : undefined;
	return (
		<>
			<Notice kind={isDown() ? "error" : "good"}>
				<strong>{isDown() ? t().someDown : t().allUp}</strong>
			</Notice>
			<p class={styles.soft}>
				{t().checked} <Moment at={props.status.checkedAt} past /> · {t().version(props.status.version)}
			</p>
			<section class={styles.section} aria-labelledby="parts">
				<h2 id="parts">{t().parts}</h2>
				<ul class={styles.parts}>
					<For each={props.status.parts}>
						{(part) => (
							<li class={styles.part}>
								<span class={styles.name}>{t().part[part.name]}</span>
								<span class={styles.state} data-state={part.state}>
									<svg viewBox="0 0 16 16" aria-hidden="true">
										<path d={signs[part.state]} fill="none" stroke="currentColor" stroke-width="2.2" />
									</svg>
									{t().state[part.state]}
								</span>
								<Show when={means(part)}>{(sentence) => <p class={styles.means}>{sentence()}</p>}</Show>
							</li>
						)}
					</For>
				</ul>
			</section>
		</>
	);
}

/** A tick, a cross and a dash: the state is never said by colour alone. */
const signs: Record<Part["state"], string> = {
	up: "M2.500 8.500l3.500 3.500 7.500-8",
	down: "M3.500 3.500l9 9m0-9l-9 9",
	off: "M3 8h10",
};

interface Row {
	readonly id: string;
	readonly endpoint: Endpoint;
}

function Endpoints(props: { status: Status }) {
	const t = useWords(words);
	const columns = (): readonly TableColumn<Row>[] => [
		{ key: "host", heading: t().host, title: true, cell: ({ endpoint }) => <code>{endpoint.host}</code> },
		{ key: "port", heading: t().port, cell: ({ endpoint }) => endpoint.port },
		{ key: "purpose", heading: t().purpose, cell: ({ endpoint }) => t().purposes[endpoint.purpose] },
	];
	const rows = () =>
		props.status.endpoints.map((endpoint) => ({
			id: `${endpoint.host}:${endpoint.port}/${endpoint.purpose}`,
			endpoint,
		}));
	return (
		<section class={styles.section} aria-labelledby="endpoints">
			<h2 id="endpoints">{t().endpoints}</h2>
			<p>{t().endpointsLead}</p>
			<p class={styles.soft}>{t().list(props.status.listVersion)}</p>
			<Table label={t().endpoints} columns={columns()} rows={rows()} />
			<p class={styles.soft}>{t().noProxy}</p>
			<p>
				<HelpLink page="network" stay>
					{t().more}
				</HelpLink>
			</p>
		</section>
	);
}
