/**
 * Lets so many works run at once; the others wait for their turn in the order in which they came. It knows no time: works
 * that can hang must have a deadline of their own.
 */
export type Lanes = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function openLanes(count: number): Lanes {
	let free = count;
	const waiting: (() => void)[] = [];
	return async (work) => {
		if (free > 0) free -= 1;
		else await new Promise<void>((go) => waiting.push(go));
		try {
			return await work();
		} finally {
			const next = waiting.shift();
			if (next) next();
			else free += 1;
		}
	};
}
