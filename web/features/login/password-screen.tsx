/**
 * The first screen: e-mail and password. It needs nothing from the network to be ready for typing, and its refusal is
 * the same for a wrong password and for an address that nobody has.
 */
import { Show } from "solid-js";
import { createAct } from "../../act.ts";
import { useWords } from "../../language.ts";
import { tenantPath } from "../../place.ts";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { isEmail } from "../../ui/checks.ts";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Late, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { RefusalNotice } from "../../ui/notice.tsx";
import type { Refused } from "../../wire.ts";
import { me } from "../sessions/me.ts";
import { absence, tenantName } from "../tenants/data.ts";
import { begin } from "./data.ts";
import { words } from "./words.ts";

export type Begun = Awaited<ReturnType<typeof begin>>;

interface PasswordScreenProps {
	/** Why the person is back here, when a step ended badly. */
	because: Refused | undefined;
	onBegun: (begun: Begun, email: string) => unknown;
}

export function PasswordScreen(props: PasswordScreenProps) {
	const t = useWords(words);
	titleOfPage(() => t().signIn, tenantName);
	const act = createAct(begin, (begun, input) => props.onBegun(begun, input.email));
	const noTenant = () => {
		const refused = absence();
		return refused?.trouble === "tenant_unknown" || refused?.trouble === "tenant_suspended" ? refused : undefined;
	};
	return (
		<Column>
			<Heading takesFocus={props.because !== undefined}>{t().signIn}</Heading>
			<Show when={act.refused() === undefined && !act.pending() && (noTenant() ?? props.because)}>
				{(refused) => <RefusalNotice refused={refused()} />}
			</Show>
			<Show
				when={noTenant() === undefined}
				fallback={
					<ButtonLink href="/" rel="external">
						{t().noTenantNext}
					</ButtonLink>
				}
			>
				<Form
					act={act}
					read={(value) => ({ email: value("email").trim(), password: value("password") })}
					at={{ credentials_wrong: "password" }}
				>
					<Field
						name="email"
						type="email"
						inputmode="email"
						label={t().email}
						autocomplete="username"
						first={props.because === undefined}
						check={(value) =>
							value.trim() === "" ? () => t().emailMissing : isEmail(value) ? undefined : () => t().emailWrong
						}
					/>
					<Field
						name="password"
						type="password"
						label={t().password}
						autocomplete="current-password"
						check={(value) => (value === "" ? () => t().passwordMissing : undefined)}
					/>
					<Button type="submit" kind="primary" busy={act.pending()}>
						{t().signIn}
					</Button>
				</Form>
				<Aside>
					<a href={tenantPath("/reset")}>{t().forgot}</a>
					<Show when={me()}>
						{(person) => (
							<Late>
								<span>{t().alreadySignedIn(person().user.email)}</span>
								<a href={tenantPath("/account")}>{t().openAccount}</a>
							</Late>
						)}
					</Show>
				</Aside>
			</Show>
		</Column>
	);
}
