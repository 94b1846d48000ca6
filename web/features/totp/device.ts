/**
 * Whether the page stands on the device that will hold the app: then a link opens the app, and a QR code in front of its own
 * camera is of no use. It only orders what is shown; every way stays open on every device.
 */

/** True on phones and tablets: what is in the hand is touched. */
export function holdsTheApp(): boolean {
	return window.matchMedia("(pointer: coarse)").matches;
}
