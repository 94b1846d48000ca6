/**
 * Gives processes a fixed share of the time each, as machines of their own would: it stops and continues them, one after the other
 * and never two at once, so that nobody takes another's cores; from a process of its own, so that a busy driver does not disturb
 * the beat. Called with the share in percent and the process ids; it lets them go when its input closes.
 */
const PERIOD_MS = 40;
const [percent = "100", ...given] = process.argv.slice(2);
const pids = given.map(Number);
const send = (pid: number, signal: "SIGSTOP" | "SIGCONT"): void => {
	try {
		process.kill(pid, signal);
	} catch {
		// It has ended; so will this.
	}
};

const on = (PERIOD_MS * Number(percent)) / 100;
for (const pid of pids) send(pid, "SIGSTOP");
const beat = setInterval(() => {
	for (const [turn, pid] of pids.entries()) {
		const from = (PERIOD_MS * turn) / pids.length;
		setTimeout(() => send(pid, "SIGCONT"), from);
		setTimeout(() => send(pid, "SIGSTOP"), from + on);
	}
}, PERIOD_MS);

process.stdin.resume();
process.stdin.once("end", () => {
	clearInterval(beat);
	setTimeout(() => {
		for (const pid of pids) send(pid, "SIGCONT");
		process.exit(0);
	}, 2 * PERIOD_MS);
});
