/**
 * The three ways to keep a set of codes: clipboard, text file, paper.
 * All three happen in the browser; no code is sent anywhere.
 */
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { CopyButton } from "../../ui/copy.tsx";
import { codeLines } from "./code-list.tsx";
import { saveFile } from "./save-file.ts";
import { words } from "./words.ts";

export function KeepCodes(props: { codes: readonly string[]; service: string; account: string }) {
	const t = useWords(words);
	const download = () =>
		saveFile(
			`${props.service} ${t().fileName}`,
			codeLines(props.codes, t().paperTitle(props.service), t().paperAccount(props.account), t().paperOnce),
		);
	return (
		<Buttons inline>
			<CopyButton text={props.codes.join("\n")} label={t().copy} />
			<Button onClick={download}>{t().download}</Button>
			<Button onClick={() => window.print()}>{t().print}</Button>
		</Buttons>
	);
}
