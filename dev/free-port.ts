/**
 * Ports of this machine: one that nobody uses, and whether a wished one is free.
 * It asks the kernel by binding; between the answer and its use another program may take the port, so callers that
 * start a server still report its own failure.
 */
import { createServer } from "node:net";

function tryToListen(port: number): Promise<number | undefined> {
	return new Promise((done) => {
		const server = createServer();
		server.once("error", () => done(undefined));
		server.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
			const address = server.address();
			const bound = typeof address === "object" && address !== null ? address.port : undefined;
			server.close(() => done(bound));
		});
	});
}

/** A loopback port that was free a moment ago. */
export async function freePort(): Promise<number> {
	const port = await tryToListen(0);
	if (port === undefined) throw new Error("This machine has no free port on 127.0.0.1.");
	return port;
}

/** Whether a server could listen on this loopback port now. */
export async function isPortFree(port: number): Promise<boolean> {
	return (await tryToListen(port)) !== undefined;
}
