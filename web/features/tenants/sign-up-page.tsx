/**
 * Signing up an organization: one form, an address that is checked while it is typed, and then a letter.
 * Nothing is signed in here: the address in the letter must be verified first.
 */
import { createMemo, createSignal, Show } from "solid-js";
import { createAct } from "../../act.ts";
import { language, useWords } from "../../language.ts";
import { Button, ButtonLink, Buttons } from "../../ui/button.tsx";
import { isEmail } from "../../ui/checks.ts";
import { Field } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { Aside, Column, Doorway, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { signUp } from "./data.ts";
import { RegionField, regionChosen } from "./region-field.tsx";
import { proposeSlug } from "./slug.ts";
import { SlugField } from "./slug-field.tsx";
import { words } from "./words.ts";

/** The product's shortest password; a tenant may ask for more later. */
const shortest = 8;

export default function SignUpPage() {
	const t = useWords(words);
	const [organization, setOrganization] = createSignal("");
	const [sent, setSent] = createSignal<{ email: string; slug: string }>();
	const act = createAct(signUp, ({ tenant }, { email }) => setSent({ email, slug: tenant.slug }));
	const proposal = createMemo(() => proposeSlug(organization()));
	titleOfPage(
		() => (sent() === undefined ? t().signUpTitle : t().sentTitle),
		() => t().product,
	);
	return (
		<Doorway name={t().product} stay>
			<Show
				when={sent()}
				fallback={
					<Column>
						<Heading>{t().signUpTitle}</Heading>
						<Reason>
							<p>{t().signUpReason}</p>
						</Reason>
						<Form
							act={act}
							read={(value) => ({
								organization: value("organization").trim(),
								slug: value("slug").trim().toLowerCase(),
								name: value("name").trim(),
								email: value("email").trim(),
								password: value("password"),
								locale: language(),
								...regionChosen(value("region")),
							})}
							at={{ slug_taken: "slug" }}
						>
							<Field
								name="organization"
								label={t().organization}
								autocomplete="organization"
								first
								onInput={setOrganization}
								check={(value) => (value.trim() === "" ? () => t().organizationMissing : undefined)}
							/>
							<SlugField proposal={proposal()} />
							<RegionField />
							<Field
								name="name"
								label={t().name}
								autocomplete="name"
								check={(value) => (value.trim() === "" ? () => t().nameMissing : undefined)}
							/>
							<Field
								name="email"
								type="email"
								inputmode="email"
								label={t().email}
								autocomplete="username"
								check={(value) => (isEmail(value) ? undefined : () => t().emailWrong)}
							/>
							<Field
								name="password"
								type="password"
								label={t().password}
								hint={t().passwordHint}
								autocomplete="new-password"
								check={(value) => ([...value].length < shortest ? () => t().passwordShort : undefined)}
							/>
							<Button type="submit" kind="primary" busy={act.pending()}>
								{t().create}
							</Button>
						</Form>
						<Aside>
							<a href="/">{t().home}</a>
						</Aside>
					</Column>
				}
			>
				{(letter) => (
					<Column>
						<Heading takesFocus>{t().sentTitle}</Heading>
						<Reason>
							<p>{t().sent(letter().email)}</p>
							<p>{t().sentNot}</p>
						</Reason>
						<Buttons>
							<ButtonLink kind="primary" href={`/t/${letter().slug}/signin`} rel="external">
								{t().toSignIn}
							</ButtonLink>
						</Buttons>
					</Column>
				)}
			</Show>
		</Doorway>
	);
}
