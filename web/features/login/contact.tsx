/**
 * Whom to ask when phone and codes are both gone: the tenant's own contact, as a link where it is an address.
 * It becomes a link only to a mailbox or to https; every other text stays text (a tenant writes it, not we).
 */
import { Match, Show, Switch } from "solid-js";
import { useWords } from "../../language.ts";
import { isEmail } from "../../ui/checks.ts";
import { profile } from "../tenants/data.ts";
import { words } from "./step-words.ts";

/** `lead` replaces the words about lost phone and codes; without a contact such a line is left out. */
export function Contact(props: { lead?: string }) {
	const t = useWords(words);
	const contact = () => profile()?.contact ?? "";
	return (
		<Show when={props.lead === undefined || contact() !== ""}>
			<p>
				{props.lead ?? t().lostBoth}
				<Switch fallback=".">
					<Match when={isEmail(contact())}>
						: <a href={`mailto:${contact()}`}>{contact()}</a>
					</Match>
					<Match when={contact().startsWith("https://")}>
						:{" "}
						<a href={contact()} rel="noopener noreferrer">
							{contact()}
						</a>
					</Match>
					<Match when={contact() !== ""}>: {contact()}</Match>
				</Switch>
			</p>
		</Show>
	);
}
