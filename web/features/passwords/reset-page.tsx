/**
 * A new password by letter: asking for the letter, and choosing the password with the link from it. It neither signs in
 * nor passes the second step, and it says the same whether or not there is an account.
 */
import { A } from "@solidjs/router";
import { createSignal, Match, Show, Switch } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { takeMailedToken, tenantPath } from "../../place.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { isEmail } from "../../ui/checks.ts";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Doorway, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Gate } from "../login/gate.tsx";
import { shortestPassword, tenantName } from "../tenants/data.ts";
import { requestReset, reset } from "./data.ts";
import { words } from "./words.ts";

export default function ResetPage() {
	const t = useWords(words);
	const [token, setToken] = createSignal(takeMailedToken());
	titleOfPage(() => (token() === null ? t().requestTitle : t().chooseTitle), tenantName);
	return (
		<Doorway name={tenantName()}>
			<Gate>
				<Show when={token()} fallback={<Request />}>
					{(known) => <Choose token={known()} onAskAgain={() => setToken(null)} />}
				</Show>
			</Gate>
		</Doorway>
	);
}

function Request() {
	const t = useWords(words);
	const [sentTo, setSentTo] = createSignal<string>();
	const act = createAct(requestReset, (_, email) => setSentTo(email));
	return (
		<Column>
			<Switch>
				<Match when={sentTo()}>
					{(email) => (
						<>
							<Heading takesFocus>{t().sentTitle}</Heading>
							<Reason>
								<p>{t().sent(email())}</p>
								<p>{t().sentNot}</p>
							</Reason>
						</>
					)}
				</Match>
				<Match when={true}>
					<Heading>{t().requestTitle}</Heading>
					<Reason>
						<p>{t().requestReason}</p>
					</Reason>
					<Form act={act} read={(value) => value("email").trim()}>
						<Field
							name="email"
							type="email"
							inputmode="email"
							label={t().email}
							autocomplete="username"
							first
							check={(value) => (isEmail(value) ? undefined : () => t().emailWrong)}
						/>
						<Button type="submit" kind="primary" busy={act.pending()}>
							{t().request}
						</Button>
					</Form>
				</Match>
			</Switch>
			<Aside>
				<A href="/signin">{t().backToSignIn}</A>
			</Aside>
		</Column>
	);
}

function Choose(props: { token: string; onAskAgain: () => void }) {
	const t = useWords(words);
	const [chosen, setChosen] = createSignal(false);
	const act = createAct(reset, () => setChosen(true));
	return (
		<Column>
			<Show
				when={!chosen()}
				fallback={
					<>
						<Heading takesFocus>{t().chooseTitle}</Heading>
						<Notice kind="good">{t().chosen}</Notice>
						<Buttons>
							<ButtonLink kind="primary" href={tenantPath("/signin")}>
								{t().toSignIn}
							</ButtonLink>
						</Buttons>
					</>
				}
			>
				<Heading>{t().chooseTitle}</Heading>
				<Reason>
					<p>{t().chooseReason}</p>
				</Reason>
				<Form act={act} read={(value) => ({ token: props.token, password: value("password") })}>
					<Field
						name="password"
						type="password"
						label={t().newPassword}
						hint={t().hint(shortestPassword())}
						autocomplete="new-password"
						first
						check={(value) =>
							[...value].length < shortestPassword() ? () => t().short(shortestPassword()) : undefined
						}
					/>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().choose}
					</Button>
				</Form>
				<Show when={act.refused()?.trouble === "link_invalid"}>
					<Button onClick={() => props.onAskAgain()}>{t().askAgain}</Button>
				</Show>
			</Show>
		</Column>
	);
}
