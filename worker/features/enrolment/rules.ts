/**
 * Who gets an enrolment link, by which way, and who does not and why. Pure. Whoever the acting person may not see looks like
 * somebody who does not exist (law 6); a live second factor is never replaced by a link: that is a reset, with a reason.
 */
import { ok, type Result, refused } from "../../lib/result.ts";
import { type Held, heldBy, type Room } from "../mail/rules.ts";
import { canBeTexted } from "../phones/rules.ts";
import { type Acting, mayRead, mayWrite } from "../roles/rules.ts";
import type { Standing } from "../users/standing.ts";

/** Why nothing was sent to somebody. */
export type Unsent =
	| "alreadyOn"
	| "noPhone"
	| "disabled"
	| "unverified"
	| "smsUnavailable"
	| "notTextable"
	| Held
	| "second_factor_off"
	| "not_found"
	| "forbidden";

/** What is sent: the invitation always to the mailbox, for the address is what it proves. */
export type Sending =
	| { readonly what: "invitation"; readonly by: "email"; readonly to: string }
	| { readonly what: "enrolment"; readonly by: "email" | "sms"; readonly to: string };

/** How many more messages mailbox and number may get within the hour, and how many more the house may cause by this way. */
export interface Rooms {
	readonly mail: Room;
	readonly text: Room;
}

/** The way that a link goes to this person, or why there is none. */
export function sendingTo(
	target: (Pick<Standing, "user" | "factor" | "policy" | "demand"> & Rooms) | undefined,
	by: "email" | "sms",
	acting: Acting,
	smsIsThere: boolean,
): Result<Sending, Unsent> {
	if (!target || !mayRead(acting, target.user)) return refused("not_found");
	const { user } = target;
	const within = (room: Room, sending: Sending): Result<Sending, Unsent> => {
		const held = heldBy(room);
		return held === null ? ok(sending) : refused(held);
	};
	if (!mayWrite(acting, user)) return refused("forbidden");
	if (user.status === "disabled" || user.status === "unverified") return refused(user.status);
	if (user.status === "invited") {
		return within(target.mail, { what: "invitation", by: "email", to: user.email });
	}
	if (target.factor) return refused("alreadyOn");
	if (target.policy.requirement === "off" && !target.demand) return refused("second_factor_off");
	if (by === "email") return within(target.mail, { what: "enrolment", by, to: user.email });
	if (!smsIsThere) return refused("smsUnavailable");
	if (user.phone === null) return refused("noPhone");
	if (!canBeTexted(user.phone)) return refused("notTextable");
	return within(target.text, { what: "enrolment", by, to: user.phone });
}
