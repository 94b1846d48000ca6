/**
 * The door of the filters: conditions on people that several pages of administrators share.
 */
export {
	type Few,
	fewOf,
	isAddedUp,
	isFound,
	lockedIds,
	narrowed,
	narrowedGroups,
	requiredNow,
	ruleAsks,
	visibleTo,
	type Wanted,
} from "./store.ts";
