/** `npm run operator -- …`: the command line of whoever runs the service. It only hands on words, streams and the exit code. */
import { runOperator } from "./run.ts";

process.exitCode = await runOperator(process.argv.slice(2), {
	env: process.env,
	out: process.stdout,
	err: process.stderr,
});
