/**
 * Every event as a plain sentence. An event of the worker without a sentence, in either language, does not compile.
 * The sentences use only what a row tells; evidence holds no secret, and none is guessed here.
 */
import type { AuditEvent } from "../../../worker/features/audit/events.ts";
import { type Catalogue, language } from "../../language.ts";
import type { AuditRow } from "./data.ts";
import { en } from "./sentences-en.ts";
import { es } from "./sentences-es.ts";

/** What a sentence may use: the people, and the evidence by name. */
export interface Told {
	/** Who did it: a person, or a stranger. */
	readonly who: string;
	/** To whom it was done. */
	readonly whom: string;
	/** Somebody did it to themselves, or to nobody. */
	readonly isOwn: boolean;
	text(name: string): string;
	number(name: string): number;
	isTrue(name: string): boolean;
	list(name: string): readonly string[];
}

export type EventName = AuditEvent["event"];

interface EventWords {
	/** For the filter. */
	readonly name: string;
	readonly say: (told: Told) => string;
}

export interface Sentences {
	readonly events: Record<EventName, EventWords>;
	/** An actor whom nobody knows, such as somebody at the door. */
	readonly stranger: string;
	/** Reasons of refusals; what has no words is shown as it came. */
	readonly reasons: Readonly<Record<string, string>>;
	/** An event that this page does not know yet. */
	unknown(event: string): string;
}

const sentences: Catalogue<Sentences> = { en, es };

const isEvent = (name: string): name is EventName => name in sentences.en.events;

/** The events with their names in the language of the page, in alphabetical order. */
export function eventNames(): readonly { readonly value: EventName; readonly text: string }[] {
	const { events } = sentences[language()];
	return Object.keys(events)
		.filter(isEvent)
		.map((value) => ({ value, text: events[value].name }))
		.sort((one, other) => one.text.localeCompare(other.text, language()));
}

/** A row as a sentence in the language of the page. */
export function sentenceOf(row: AuditRow): string {
	const words = sentences[language()];
	if (!isEvent(row.event)) return words.unknown(row.event);
	const evidence: Readonly<Record<string, unknown>> = { ...row.evidence };
	const whom = row.target?.name ?? words.stranger;
	return words.events[row.event].say({
		who: row.actor?.name ?? words.stranger,
		whom,
		isOwn: row.target === null || row.actor?.id === row.target.id,
		text: (name) => (typeof evidence[name] === "string" ? evidence[name] : ""),
		number: (name) => (typeof evidence[name] === "number" ? evidence[name] : 0),
		isTrue: (name) => evidence[name] === true,
		list: (name) => (Array.isArray(evidence[name]) ? evidence[name].map(String) : []),
	});
}

/** The precise reason that a row carries, in words where there are some. */
export function reasonOf(row: AuditRow): string | undefined {
	const { reason } = { reason: undefined, ...row.evidence };
	if (typeof reason !== "string" || reason === "") return undefined;
	return sentences[language()].reasons[reason] ?? reason;
}
