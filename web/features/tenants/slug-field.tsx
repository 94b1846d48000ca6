/**
 * The address of a new organization, proposed from its name and checked while it is typed. A check that is late or fails
 * says nothing: the worker checks again when the form is sent.
 */
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { useWords } from "../../language.ts";
import { Field } from "../../ui/field.tsx";
import { useForm } from "../../ui/form.tsx";
import { checkSlug } from "./data.ts";
import { isSlug } from "./slug.ts";
import styles from "./slug-field.module.css";
import { words } from "./words.ts";

/** How long a person must pause, in milliseconds, before the address is checked. */
const pauseMillis = 350;

type Reason = "malformed" | "reserved" | "taken";
type Answer = { slug: string; reason: Reason | undefined };

export function SlugField(props: { proposal: string }) {
	const t = useWords(words);
	const form = useForm();
	const [typed, setTyped] = createSignal<string>();
	const [answer, setAnswer] = createSignal<Answer>();
	const slug = createMemo(() => typed()?.trim().toLowerCase() ?? props.proposal);

	createEffect(
		on(slug, (asked) => {
			setAnswer(undefined);
			if (!isSlug(asked)) return;
			const timer = setTimeout(() => {
				checkSlug(asked).then(
					(found) => {
						if (slug() === asked)
							setAnswer({ slug: asked, reason: found.available ? undefined : (found.reason ?? "taken") });
					},
					() => undefined,
				);
			}, pauseMillis);
			onCleanup(() => clearTimeout(timer));
		}),
	);

	const said = () => {
		const found = answer();
		// The field's own problem says the same, and louder.
		if (found === undefined || form.problem("slug") !== undefined) return "";
		return found.reason === undefined ? t().slugFree : t().slugReasons[found.reason];
	};

	return (
		<div>
			<Field
				name="slug"
				label={t().slug}
				hint={t().slugHint}
				before={`${window.location.host}/t/`}
				inputmode="url"
				value={slug()}
				onInput={(value) => setTyped(value)}
				check={(value) => {
					const asked = value.trim().toLowerCase();
					if (!isSlug(asked)) return () => t().slugReasons.malformed;
					const known = answer();
					if (known?.slug !== asked || known.reason === undefined) return undefined;
					const reason = known.reason;
					return () => t().slugReasons[reason];
				}}
			/>
			<p class={styles.answer} role="status" data-free={answer()?.reason === undefined || undefined}>
				{said()}
			</p>
		</div>
	);
}
