/**
 * "2-factor authentication" of one person: how it stands and by whose rule, Reset when phone and codes are lost (S180),
 * and Unlock while it is locked. It shows no secret and no code: an administrator never sees one.
 */
import { For, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Button, Buttons } from "../../ui/button.tsx";
import { Fact } from "../../ui/select.tsx";
import { Moment } from "../../ui/time.tsx";
import { useMe } from "../sessions/who.tsx";
import type { Desk } from "./desk.ts";
import type { Profile } from "./people.ts";
import { words as common } from "./people-words.ts";
import { words } from "./person-words.ts";
import { RequiredState, TwoFactorState } from "./standing-cells.tsx";
import styles from "./users.module.css";

export function FactorSection(props: { profile: Profile; desk: Desk }) {
	const t = useWords(words);
	const c = useWords(common);
	const me = useMe();
	const user = () => props.profile.user;
	const isMine = () => user().id === me().user.id;
	return (
		<section class={styles.section} aria-label={t().factor}>
			<h3>{t().factor}</h3>
			<div class={styles.facts}>
				<Fact label={t().state}>
					<TwoFactorState person={user()} />
				</Fact>
				<Fact label={t().required}>
					<RequiredState person={user()} />
				</Fact>
				<Fact label={t().methodNow}>{c().methods[user().method]}</Fact>
				<For each={props.profile.factors}>
					{(factor) => (
						<>
							<Fact label={t().setUpAt}>
								<Moment at={factor.enabledAt} past />
							</Fact>
							<Fact label={t().lastUsed}>
								<Show when={factor.lastUsedAt} fallback={t().neverUsed}>
									{(at) => <Moment at={at()} past />}
								</Show>
							</Fact>
						</>
					)}
				</For>
				<Show when={props.profile.recoveryCodes.total > 0}>
					<Fact label={t().codes}>
						{t().codesLeft(props.profile.recoveryCodes.left, props.profile.recoveryCodes.total)}
					</Fact>
				</Show>
				<Show when={user().locked}>
					<Fact label={t().lockedUntil}>
						<Show when={user().lockedUntilAt} fallback={t().lockedForGood}>
							{(at) => <Moment at={at()} />}
						</Show>
					</Fact>
				</Show>
			</div>
			<Show when={isMine()}>
				<p class={styles.soft}>{t().ownFactor}</p>
			</Show>
			<Show when={user().mayWrite && !isMine()}>
				<Buttons inline>
					<Show when={user().locked}>
						<Button kind="primary" onClick={() => props.desk.begin("unlock", [user()])}>
							{t().unlock}
						</Button>
					</Show>
					<Show when={user().twoFactor !== "off"}>
						<Button onClick={() => props.desk.begin("reset", [user()])}>{t().reset}</Button>
					</Show>
					<Show when={user().twoFactor === "off"}>
						<Button onClick={() => props.desk.begin("send", [user()])}>{t().send}</Button>
					</Show>
				</Buttons>
			</Show>
		</section>
	);
}
