/**
 * Who gets an enrolment link, by which way, and who does not and why. Pure. Whoever the acting person may not see looks like
 * somebody who does not exist (law 6); a live second factor is never replaced by a link: that is a reset, with a reason.
 */
import { ok, type Result, refused } from "../../lib/result.ts";
import { type Acting, mayRead, mayWrite } from "../roles/rules.ts";
import type { Standing } from "../users/standing.ts";

/** Why nothing was sent to somebody. */
export type Unsent =
	| "alreadyOn"
	| "noPhone"
	| "disabled"
	| "unverified"
	| "smsUnavailable"
	| "tooMany"
	| "second_factor_off"
	| "not_found"
	| "forbidden";

/** What is sent: the invitation always to the mailbox, for the address is what it proves. */
export type Sending =
	| { readonly what: "invitation"; readonly by: "email"; readonly to: string }
	| { readonly what: "enrolment"; readonly by: "email" | "sms"; readonly to: string };

/** How many more messages mailbox and number may get within the hour. */
export interface Room {
	readonly mailRoom: number;
	readonly textRoom: number;
}

/** The way that a link goes to this person, or why there is none. */
export function sendingTo(
	target: (Pick<Standing, "user" | "factor" | "policy" | "demand"> & Room) | undefined,
	by: "email" | "sms",
	acting: Acting,
	smsIsThere: boolean,
): Result<Sending, Unsent> {
	if (!target || !mayRead(acting, target.user)) return refused("not_found");
	const { user } = target;
	if (!mayWrite(acting, user)) return refused("forbidden");
	if (user.status === "disabled" || user.status === "unverified") return refused(user.status);
	if (user.status === "invited") {
		return target.mailRoom > 0 ? ok({ what: "invitation", by: "email", to: user.email }) : refused("tooMany");
	}
	if (target.factor) return refused("alreadyOn");
	if (target.policy.requirement === "off" && !target.demand) return refused("second_factor_off");
	if (by === "email") {
		return target.mailRoom > 0 ? ok({ what: "enrolment", by, to: user.email }) : refused("tooMany");
	}
	if (!smsIsThere) return refused("smsUnavailable");
	if (user.phone === null) return refused("noPhone");
	return target.textRoom > 0 ? ok({ what: "enrolment", by, to: user.phone }) : refused("tooMany");
}
