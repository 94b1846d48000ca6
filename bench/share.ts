/**
 * Gives processes a fixed share of a core each, as machines of their own would: it stops and continues them by turns, from a
 * process of its own so that a busy driver does not disturb the beat. Called with the share in percent and the process ids; it
 * lets them go when its input closes.
 */
const PERIOD_MS = 40;
const [percent = "100", ...given] = process.argv.slice(2);
const pids = given.map(Number);
const send = (signal: "SIGSTOP" | "SIGCONT"): void => {
	for (const pid of pids) {
		try {
			process.kill(pid, signal);
		} catch {
			// It has ended; so will this.
		}
	}
};

const on = (PERIOD_MS * Number(percent)) / 100;
const beat = setInterval(() => {
	send("SIGCONT");
	setTimeout(() => send("SIGSTOP"), on);
}, PERIOD_MS);

process.stdin.resume();
process.stdin.once("end", () => {
	clearInterval(beat);
	setTimeout(() => {
		send("SIGCONT");
		process.exit(0);
	}, PERIOD_MS);
});
