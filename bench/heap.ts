/**
 * What an isolate holds, as V8 counts it, asked over workerd's inspector; and what its process holds of the machine's memory.
 * Cloudflare's limit of 128 MB is for the isolate: its heap, and what lies beside the heap, WebAssembly's memory included.
 */
import { existsSync, readFileSync } from "node:fs";

export interface HeapWatch {
	/** Bytes held now: objects of the heap, and buffers and WebAssembly memory beside it. */
	read(): Promise<{ readonly heap: number; readonly beside: number }>;
	close(): void;
}

const numberIn = (value: unknown, name: string): number => {
	const found: unknown = typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
	return typeof found === "number" ? found : Number.NaN;
};
const part = (value: unknown, name: string): unknown =>
	typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

/** Watches the only isolate of a workerd that was started with `--inspector-addr`. */
export async function watchHeap(inspector: string): Promise<HeapWatch> {
	const listed: unknown = await (await fetch(`http://${inspector}/json`)).json();
	const target: unknown = Array.isArray(listed) ? part(listed[0], "webSocketDebuggerUrl") : undefined;
	if (typeof target !== "string") throw new Error("workerd shows no isolate to its inspector");
	const socket = new WebSocket(target);
	await new Promise<void>((done, fail) => {
		socket.addEventListener("open", () => done(), { once: true });
		socket.addEventListener("error", () => fail(new Error("the inspector does not answer")), { once: true });
	});
	const waiting = new Map<number, (result: unknown) => void>();
	let last = 0;
	socket.addEventListener("message", ({ data }) => {
		const message: unknown = JSON.parse(String(data));
		const id = numberIn(message, "id");
		waiting.get(id)?.(part(message, "result"));
		waiting.delete(id);
	});
	return {
		async read() {
			last += 1;
			const id = last;
			const result = await new Promise<unknown>((done) => {
				waiting.set(id, done);
				socket.send(JSON.stringify({ id, method: "Runtime.getHeapUsage", params: {} }));
			});
			return { heap: numberIn(result, "totalSize"), beside: numberIn(result, "backingStorageSize") };
		},
		close: () => socket.close(),
	};
}

/** Bytes of memory that a process holds now and has held at most; NaN where there is no /proc. */
export function residentBytes(pid: number): { readonly now: number; readonly most: number } {
	const file = `/proc/${pid}/status`;
	const status = existsSync(file) ? readFileSync(file, "utf8") : "";
	const read = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) * 1024;
	return { now: read("VmRSS"), most: read("VmHWM") };
}
