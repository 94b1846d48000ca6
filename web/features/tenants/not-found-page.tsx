/**
 * An address that leads nowhere, with the way back to where this page began.
 * It repeats nothing of the address, which a stranger may have written.
 */
import { useWords } from "../../language.ts";
import { nameUntilKnown, place, tenantPath } from "../../place.ts";
import { ButtonLink, Buttons } from "../../ui/button.tsx";
import { Column, Doorway, Reason, titleOfPage } from "../../ui/frame.tsx";
import { Heading } from "../../ui/heading.tsx";
import { words } from "./words.ts";

export default function NotFoundPage() {
	const t = useWords(words);
	const owner = () => (place.slug === null ? t().product : nameUntilKnown);
	titleOfPage(() => t().notFoundTitle, owner);
	return (
		<Doorway name={owner()} stay>
			<Column>
				<Heading>{t().notFoundTitle}</Heading>
				<Reason>
					<p>{t().notFound}</p>
				</Reason>
				<Buttons>
					<ButtonLink kind="primary" href={place.slug === null ? "/" : tenantPath("/signin")}>
						{t().toStart}
					</ButtonLink>
				</Buttons>
			</Column>
		</Doorway>
	);
}
