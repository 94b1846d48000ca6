/**
 * The call behind an enrolment link. What follows is the set-up itself, which has its own calls.
 * It is the only file of this room that calls the worker; it shows nothing and decides nothing.
 */
import { api } from "../../api.ts";

/** Opens the link: this browser may set up that person's second factor now. The link is used up by a confirmed set-up only. */
export function openEnrolment(token: string) {
	return api.users.openEnrolment.mutate({ token });
}
