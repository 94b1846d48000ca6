/** Signing in before the address is verified: nothing to do here but to open the letter. */
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
