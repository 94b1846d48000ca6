/**
 * What other rooms may ask of budgets: statements for their batch, and the subjects' names.
 */
export {
	clearBudget,
	factorSubject,
	giveBack,
	ownPasswordSubject,
	passwordSubject,
	readBudget,
	readPasswordBudgets,
	sweepPasswordBudgets,
	takeFactorAttempt,
	takeFactorAttemptToo,
	takeOwnPasswordAttempt,
	takePasswordAttempt,
} from "./store.ts";
