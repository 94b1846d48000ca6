/**
 * Where the records of a new organization are kept. It is asked only where there is a choice, with the nearest region chosen; until
 * the answer is here, and when none comes, nothing is asked and the service takes the nearest itself.
 */
import { createSignal, onMount, Show } from "solid-js";
import { useWords } from "../../language.ts";
import { Select } from "../../ui/select.tsx";
import { type Offer, type Region, regionsOffered } from "./data.ts";
import { words } from "./region-words.ts";

export function RegionField() {
	const t = useWords(words);
	const [offer, setOffer] = createSignal<Offer>();
	onMount(() => {
		regionsOffered().then(setOffer, () => undefined);
	});
	return (
		<Show when={(offer()?.regions.length ?? 0) > 1}>
			<Select
				name="region"
				label={t().region}
				hint={t().regionHint}
				value={offer()?.nearest ?? offer()?.regions[0] ?? ""}
				options={(offer()?.regions ?? []).map((region) => ({ value: region, text: t().regions[region] }))}
			/>
		</Show>
	);
}

const isRegion = (value: string): value is Region => Object.hasOwn(words.en.regions, value);

/** The part of the input that the field's value stands for; nothing where it was not asked. */
export const regionChosen = (value: string): { region?: Region } => (isRegion(value) ? { region: value } : {});
