/**
 * The calls of the sign-in page, one for each thing that a person does there.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../door-api.ts";
import type { Outputs } from "../../wire.ts";

/** Where a half-done sign-in stands. */
export type Standing = NonNullable<Outputs["login"]["state"]>;
export type Trust = Standing["trust"];

export function begin(input: { email: string; password: string }) {
	return api.login.begin.mutate(input);
}

export function proveTotp(input: { code: string; trustBrowser?: boolean }) {
	return api.login.proveTotp.mutate(input);
}

export function proveRecoveryCode(input: { code: string }) {
	return api.login.proveRecoveryCode.mutate(input);
}

export function resetSecondFactor(input: { code: string; by?: "textMessage" }) {
	return api.login.resetSecondFactor.mutate(input);
}

/** Has a code sent to the phone number on record, and says to which. */
export function requestResetCode() {
	return api.login.requestResetCode.mutate();
}

/** Gives the phone number that the person's way of setting up needs; the link goes there at once. */
export function providePhone(input: { phone: string; country?: string }) {
	return api.login.providePhone.mutate(input);
}

/** Sends the link for the set-up to the phone number on record. */
export function sendLink() {
	return api.login.sendLink.mutate();
}

export function standing() {
	return api.login.state.query();
}

export function cancel() {
	return api.login.cancel.mutate();
}
