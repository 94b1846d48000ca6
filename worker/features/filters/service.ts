/**
 * The door of the filters: conditions on people that several pages of administrators share.
 */
export {
	type Few,
	fewOf,
	isAddedUp,
	isFound,
	isWholeOfIndex,
	lockedIds,
	narrowed,
	narrowedGroups,
	requiredNow,
	ruleAsks,
	seesAll,
	visibleTo,
	type Wanted,
} from "./store.ts";
