/**
 * The calls about people: one's own profile, the letters that bring a person in, and what administrators do.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { query } from "@solidjs/router";
import { api } from "../../api.ts";
import type { Language } from "../../language.ts";
import type { Outputs } from "../../wire.ts";
import type { Bulk, Method, Requirement } from "./people.ts";

export interface Profile {
	name: string;
	locale: Language;
	/** Only where it changes; that asks for a fresh proof. */
	phone?: string;
	country?: string;
}

export function updateProfile(input: Profile) {
	return api.users.updateProfile.mutate(input);
}

export function verifyEmail(token: string) {
	return api.users.verifyEmail.mutate({ token });
}

export function acceptInvitation(input: { token: string; name?: string; password: string }) {
	return api.users.acceptInvitation.mutate(input);
}

export type Realm = Outputs["realms"]["list"]["realms"][number];
export type ListInput = Parameters<typeof api.users.list.query>[0];
export type NewPerson = Parameters<typeof api.users.create.mutate>[0];
export type PersonChanges = Parameters<typeof api.users.update.mutate>[0];
export type ImportInput = Parameters<typeof api.users.importFile.mutate>[0];
export type ImportOutcome = Outputs["users"]["importFile"];
export type Sendings = Outputs["users"]["sendEnrolment"];

/** One page of the people that fit. */
export function listPeople(input: ListInput) {
	return api.users.list.query(input);
}

/** One person with everything that an administrator may see of them. */
export const getPerson = query((id: string) => api.users.get.query({ id }), "person");

/** The realms, for choices. */
export const listRealms = query(() => api.realms.list.query(), "realmsToChoose");

export function createPerson(input: NewPerson) {
	return api.users.create.mutate(input);
}

export function updatePerson(input: PersonChanges) {
	return api.users.update.mutate(input);
}

export function setRequirement(ids: readonly string[], requirement: Requirement): Promise<Bulk> {
	return api.users.setRequirement.mutate({ ids: [...ids], requirement });
}

export function setMethod(ids: readonly string[], method: Method): Promise<Bulk> {
	return api.users.setMethod.mutate({ ids: [...ids], method });
}

export function moveToRealm(ids: readonly string[], realmId: string): Promise<Bulk> {
	return api.users.moveToRealm.mutate({ ids: [...ids], realmId });
}

export function disablePeople(ids: readonly string[]): Promise<Bulk> {
	return api.users.disable.mutate({ ids: [...ids] });
}

export function enablePeople(ids: readonly string[]): Promise<Bulk> {
	return api.users.enable.mutate({ ids: [...ids] });
}

export function removePeople(ids: readonly string[]): Promise<Bulk> {
	return api.users.remove.mutate({ ids: [...ids] });
}

export function unlockPeople(ids: readonly string[]): Promise<Bulk> {
	return api.users.unlock.mutate({ ids: [...ids] });
}

export function resetSecondFactor(
	ids: readonly string[],
	more: { endSessions?: boolean; reason?: string },
): Promise<Bulk> {
	return api.users.resetSecondFactor.mutate({ ids: [...ids], ...more });
}

export function sendEnrolment(ids: readonly string[], by: "email" | "sms"): Promise<Sendings> {
	return api.users.sendEnrolment.mutate({ ids: [...ids], by });
}

/** Looks at one piece of a file, or brings its people in. */
export function importPiece(input: ImportInput): Promise<ImportOutcome> {
	return api.users.importFile.mutate(input);
}
