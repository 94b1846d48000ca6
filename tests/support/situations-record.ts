/**
 * Situations of the record's readers and of who asks how the service is; a part of `situationsIn`.
 */
import type { Situation, Situations } from "./situations.ts";
import type { TestTenant, World } from "./world.ts";

/** Situations in this house, by procedure and by how it goes. */
export function recordSituations(world: World, house: TestTenant): Situations {
	const auditor = async (input: unknown): Promise<Situation> => ({
		visitor: await house.signedIn(await house.enrolled({ role: "auditor" })),
		input,
	});
	return {
		"audit.list": {
			"the newest": () => auditor({}),
			filtered: () => auditor({ event: "login.succeeded", search: "pat", fromAt: 1, toAt: world.now(), limit: 5 }),
		},
		"audit.export": {
			"first page": () => auditor({ format: "jsonl" }),
			"next page": () => auditor({ format: "csv", cursor: `0.${world.now()}` }),
		},
		"service.status": { anyone: async () => ({ visitor: world.platform() }) },
	};
}
