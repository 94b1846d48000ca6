/**
 * The set-up at sign-in: the same component as in the account, without a way to cancel it.
 * Leaving is possible only by closing the page, and then the next sign-in begins here again (S5, S6).
 */
import type { Next, Refused } from "../../api.ts";
import { useWords } from "../../language.ts";
import { titleOfPage } from "../../ui/frame.tsx";
import { tenantName } from "../tenants/data.ts";
import { begin } from "../totp/data.ts";
import { SetUp } from "../totp/set-up.tsx";
import type { Standing } from "./data.ts";
import { words } from "./step-words.ts";

interface SetUpStepProps {
	email: string;
	reason: Standing["reason"] | null;
	onFinished: (next: Next) => unknown;
	onOver: (refused: Refused) => void;
}

export default function SetUpStep(props: SetUpStepProps) {
	const t = useWords(words);
	titleOfPage(() => t().setUpTitle, tenantName);
	return (
		<SetUp
			atSignIn
			account={props.email}
			service={tenantName()}
			reason={props.reason === null ? undefined : t().reasons[props.reason]}
			begin={begin}
			onFinished={props.onFinished}
			onOver={props.onOver}
		/>
	);
}
