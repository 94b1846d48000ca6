/**
 * The times of an owner's way back, the same for the owners' page and for the operator. Pure.
 */
import { hours } from "../../lib/duration.ts";

/** How long the other owners have to stop it. */
export const RETURN_WAIT = hours(24);
/** How long it may be finished after that: an old, forgotten way back is no door that stands open (T066). */
export const RETURN_LIFE = hours(72);
