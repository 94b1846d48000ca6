/**
 * One screen's data on its way: a skeleton that holds the layout while it loads, and a plain sentence with a way to try
 * again when it does not come. A screen that opens asks anew: what an act changed a moment ago is not shown as it was.
 */
import { query } from "@solidjs/router";
import { ErrorBoundary, type JSX, Suspense } from "solid-js";
import { useWords } from "../language.ts";
import { refusedBy } from "../wire.ts";
import { Button, Buttons } from "./button.tsx";
import { RefusalNotice } from "./notice.tsx";
import { Skeleton } from "./panel.tsx";
import { words } from "./words.ts";

/** `keys` names the query, or one entry of it, whose failed answer must be forgotten before another try. */
export function Loaded(props: { keys: string; children: JSX.Element }) {
	const t = useWords(words);
	const forget = () => query.delete(props.keys.endsWith("]") ? props.keys : `${props.keys}[]`);
	forget();
	return (
		<ErrorBoundary
			fallback={(error: unknown, reset: () => void) => (
				<>
					<RefusalNotice refused={refusedBy(error)} />
					<Buttons>
						<Button
							onClick={() => {
								forget();
								reset();
							}}
						>
							{t().tryAgain}
						</Button>
					</Buttons>
				</>
			)}
		>
			<Suspense fallback={<Skeleton label={t().loading} />}>{props.children}</Suspense>
		</ErrorBoundary>
	);
}
