/**
 * Situations of the record's readers and of who asks how the service is; a part of `situationsIn`.
 */
import { sealCursor } from "../../worker/features/roster/cursor.ts";
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
			filtered: () => auditor({ event: "login.succeeded", search: "pat", fromAt: 1, toAt: world.now(), limit: 5 }),
			"the newest": () => auditor({}),
		},
		"audit.export": {
			"first page": () => auditor({ format: "jsonl" }),
			async "next page"() {
				const reader = await house.enrolled({ role: "auditor" });
				const cursor = await sealCursor(house.scope, `audit.export.csv.${reader.id}`, `0.${world.now()}`);
				return { visitor: await house.signedIn(reader), input: { format: "csv", cursor } };
			},
		},
		"service.status": { anyone: async () => ({ visitor: world.platform() }) },
	};
}
