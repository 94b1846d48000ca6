/**
 * Stands in the bundle for parts of the Resend client that only receive mail or check webhooks (see `alias` in
 * wrangler.toml). Nothing of ours reaches them; whatever does is told so at once.
 */
class Absent {
	constructor() {
		throw new Error("this part of the mail client is not in the worker");
	}
}

export default Absent;
export { Absent as Webhook };
