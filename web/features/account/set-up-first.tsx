/**
 * Stands before the pages of a person who may do nothing but set up a second factor (T143): the set-up, right there, in place of
 * what they wanted. The worker refuses everything else in any case. A set-up that has begun stays on the screen until its
 * recovery codes are saved, for the person is free from the first right code on.
 */
import { createSignal, type JSX, lazy, Show, Suspense } from "solid-js";
import { useWords } from "../../language.ts";
import { Column, Reason, Waiting } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { refreshMe } from "../sessions/me.ts";
import { useMe } from "../sessions/who.tsx";
import { words } from "./words.ts";

const SetUpTask = lazy(() => import("../totp/set-up-task.tsx"));

/** Shows its children unless a second factor has to be set up first. */
export function SetUpFirst(props: { children: JSX.Element }) {
	const t = useWords(words);
	const me = useMe();
	const [begun, setBegun] = createSignal(false);
	const why = () => {
		const by = me().twoFactor.requiredBy;
		return by === null ? t().setUpRequired : t().required[by];
	};
	const done = async () => {
		await refreshMe();
		setBegun(false);
	};
	return (
		<Show when={me().twoFactor.limited || begun()} fallback={props.children}>
			<Column>
				<Heading level={2}>{t().setUpFirst}</Heading>
				<Reason>
					<p>
						{why()} {t().setUpFirstThen}
					</p>
				</Reason>
				<Suspense fallback={<Waiting />}>
					<SetUpTask newPhone={false} onBegun={() => setBegun(true)} onDone={done} />
				</Suspense>
			</Column>
		</Show>
	);
}
