/**
 * A question in the middle of saving: the act waits for the answer, and Cancel leaves everything as it was (S176).
 * It asks once and remembers nothing.
 */
import { createSignal, type JSX } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Column } from "../../ui/frame.tsx";
import { words } from "./person-words.ts";

interface Question {
	readonly heading: string;
	readonly body: string;
	readonly confirm: string;
}

export interface Asking {
	/** Whether the person agreed. */
	ask(question: Question): Promise<boolean>;
	/** To be put on the page once. */
	dialog(): JSX.Element;
}

export function createAsking(): Asking {
	const t = useWords(words);
	const [asked, setAsked] = createSignal<Question & { answer: (agreed: boolean) => void }>();
	const settle = (agreed: boolean) => {
		asked()?.answer(agreed);
		setAsked(undefined);
	};
	return {
		ask: (question) => new Promise((answer) => setAsked({ ...question, answer })),
		dialog: () => (
			<Dialog open={asked() !== undefined} heading={asked()?.heading ?? ""} onClose={() => settle(false)}>
				<Column>
					<p>{asked()?.body}</p>
					<Buttons>
						<Button kind="primary" onClick={() => settle(true)}>
							{asked()?.confirm}
						</Button>
						<Button onClick={() => settle(false)}>{t().cancel}</Button>
					</Buttons>
				</Column>
			</Dialog>
		),
	};
}
