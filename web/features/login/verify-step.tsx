/**
 * Signing in before the address is verified: nothing to do here but to open the letter.
 * It offers no new letter: the way to one is the same for every address, through the reset page.
 */
import { useWords } from "../../language.ts";
import { Button } from "../../ui/button.tsx";
import { Column, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { tenantName } from "../tenants/data.ts";
import { words } from "./step-words.ts";

export default function VerifyStep(props: { onBack: () => void }) {
	const t = useWords(words);
	titleOfPage(() => t().verifyTitle, tenantName);
	return (
		<Column>
			<Heading takesFocus>{t().verifyTitle}</Heading>
			<Reason>
				<p>{t().verifyReason}</p>
			</Reason>
			<Button onClick={() => props.onBack()}>{t().backToSignIn}</Button>
		</Column>
	);
}
