/**
 * Whether counts look drawn evenly: Pearson's chi-square and its limit by Wilson and Hilferty. The limit lies where a
 * healthy source fails once in some three million runs, because a test that fails by chance teaches people to look away;
 * with the counts used here a bias of a few per cent of one symbol still lies far beyond it.
 */

/** Pearson's statistic of these counts against all being equally likely. */
export function chiSquare(counts: readonly number[]): number {
	const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

/** The value that the statistic exceeds with a probability of about 3 in 10 million. */
export function chiSquareLimit(degreesOfFreedom: number): number {
	const spread = 2 / (9 * degreesOfFreedom);
	return degreesOfFreedom * (1 - spread + 5 * Math.sqrt(spread)) ** 3;
}
