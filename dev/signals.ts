/**
 * Keeps libraries from answering the signals that are ours: miniflare and vite would end the process at once, before the
 * world has put its data away. What they do when the process exits stays.
 */
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Calls once when the npm command we belong to has ended without telling us; does nothing outside npm. */
export function whenOrphaned(act: () => void): void {
	if (process.env.npm_lifecycle_event === undefined) return;
	const parent = process.ppid;
	const timer = setInterval(() => {
		if (process.ppid === parent) return;
		clearInterval(timer);
		act();
	}, 300);
	timer.unref();
}

/** Makes something and takes away every signal listener that was added meanwhile. */
export async function withoutSignalListeners<Made>(make: () => Made | Promise<Made>): Promise<Made> {
	const before = signals.map((signal) => process.listeners(signal));
	const made = await make();
	signals.forEach((signal, index) => {
		for (const listener of process.listeners(signal))
			if (!before[index]?.includes(listener)) process.off(signal, listener);
	});
	return made;
}
