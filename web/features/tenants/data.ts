/**
 * What anyone may know of the organization whose door this is, and signing up a new one.
 * The profile is fetched once per page load and never awaited by a form: until it is here, the slug stands for the name.
 */
import { createRoot, createSignal } from "solid-js";
import { api } from "../../door-api.ts";
import { nameUntilKnown } from "../../place.ts";
import { wantSentences } from "../../sentences.ts";
import { type Outputs, type Refused, refusedBy } from "../../wire.ts";

type Answer = Outputs["tenant"]["profile"];

/** What a page can say more precisely where the worker tells it. */
interface Told {
	readonly recoveryCodeViewing?: "recent" | "once";
	/** Characters of the shortest password. */
	readonly passwordMinLength?: number;
}

export type Profile = Omit<Answer, "signIn"> & { readonly signIn: Answer["signIn"] & Told };

const [profile, setProfile] = createRoot(() => createSignal<Profile>());
const [absence, setAbsence] = createRoot(() => createSignal<Refused>());

/** `profile`, once it is here; or why there is none: no such organization, or one that is switched off. */
export { absence, profile };

let asked = false;

/** Fetches the profile unless it is here or on its way, and clothes the page in the tenant's colour. */
export function wantProfile(): void {
	if (asked) return;
	asked = true;
	api.tenant.profile.query().then(
		(found) => {
			setProfile(() => found);
			if (found.accent !== null) void import("../../accent.ts").then(({ wear }) => wear(found.accent));
		},
		async (error: unknown) => {
			asked = false;
			await wantSentences();
			setAbsence(refusedBy(error));
		},
	);
}

/** The tenant's name, or its slug until the name is known. */
export function tenantName(): string {
	return profile()?.name ?? nameUntilKnown;
}

/** Whether a slug can be taken. */
export function checkSlug(slug: string) {
	return api.tenants.checkSlug.query({ slug });
}

/** The regions in which an organization can be, and the nearest. */
export type Offer = Outputs["tenants"]["regions"];
export type Region = Offer["regions"][number];

export function regionsOffered(): Promise<Offer> {
	return api.tenants.regions.query();
}

export interface SignUp {
	organization: string;
	slug: string;
	name: string;
	email: string;
	password: string;
	locale: "en" | "es";
	/** Absent where there is no choice. */
	region?: Region;
}

/** Makes the organization and its owner; nothing has power until the address is verified. */
export function signUp(input: SignUp) {
	return api.tenants.signUp.mutate(input);
}

/** Characters of the shortest password that this tenant takes, or the product's default until that is known. */
export function shortestPassword(): number {
	return profile()?.signIn.passwordMinLength ?? 8;
}
