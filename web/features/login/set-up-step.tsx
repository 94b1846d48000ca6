/**
 * The set-up at sign-in: the same component as in the account, without a way to cancel it, and before it the phone where the
 * person's method goes by a link. Leaving is possible only by closing the page; then the next sign-in begins here (S5, S6).
 */
import { createSignal, Match, onMount, Switch } from "solid-js";
import { useWords } from "../../language.ts";
import { titleOfPage, Waiting } from "../../ui/frame.tsx";
import type { Next, Refused } from "../../wire.ts";
import { tenantName } from "../tenants/data.ts";
import { begin } from "../totp/data.ts";
import { SetUp } from "../totp/set-up.tsx";
import { type Standing, standing } from "./data.ts";
import { LinkStep, PhoneStep } from "./phone-step.tsx";
import { words } from "./step-words.ts";

interface SetUpStepProps {
	email: string;
	reason: Standing["reason"] | null;
	onFinished: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
	onSignIn: () => void;
}

type Way = "asking" | "phone" | "link" | "here";

export default function SetUpStep(props: SetUpStepProps) {
	const t = useWords(words);
	const [way, setWay] = createSignal<Way>("asking");
	const [phone, setPhone] = createSignal("");
	const [sent, setSent] = createSignal<boolean>();
	const reason = () => (props.reason === null ? undefined : t().reasons[props.reason]);
	onMount(() => {
		standing().then(
			(found) => {
				setPhone(found?.phone ?? "");
				// Whoever follows a link already, or moves to a new phone with a code, needs no link.
				const isOnTheWay = found?.reason === "enrolment" || found?.reason === "reset";
				const byLink = found?.method === "phoneLink" && found.phone !== null;
				setWay(isOnTheWay ? "here" : found?.needsPhone ? "phone" : byLink ? "link" : "here");
			},
			// The set-up has its own words for a worker that does not answer.
			() => setWay("here"),
		);
	});
	return (
		<Switch fallback={<Waiting />}>
			<Match when={way() === "phone"}>
				<PhoneStep
					reason={reason()}
					onProvided={(answer) => {
						setPhone(answer.phone);
						setSent(answer.sent);
						setWay("link");
					}}
					onOver={props.onOver}
				/>
			</Match>
			<Match when={way() === "link"}>
				<LinkStep
					reason={sent() === undefined ? reason() : undefined}
					phone={phone()}
					sent={sent()}
					onOver={props.onOver}
					onHere={() => setWay("here")}
					onSignIn={props.onSignIn}
				/>
			</Match>
			<Match when={way() === "here"}>
				<Here {...props} why={reason()} />
			</Match>
		</Switch>
	);
}

function Here(props: SetUpStepProps & { why: string | undefined }) {
	const t = useWords(words);
	titleOfPage(() => t().setUpTitle, tenantName);
	return (
		<SetUp
			atSignIn
			account={props.email}
			service={tenantName()}
			reason={props.why}
			begin={begin}
			onFinished={props.onFinished}
			onOver={props.onOver}
		/>
	);
}
