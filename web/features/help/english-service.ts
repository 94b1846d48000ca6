/**
 * Help in English: what the service as a whole needs and offers; its operator, its network, programs.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const service: Pick<HelpTexts, "locked-out-owner" | "network" | "scripts"> = {
	"locked-out-owner": {
		title: "A locked-out owner, and the operator",
		summary: "When the person who could help is the one locked out.",
		sections: [
			{
				heading: "First",
				text: [
					"Another owner can help as with anybody: see “Help somebody”. Only owners act on owners, which is why every organization should have two. A saved recovery code also opens the door.",
				],
			},
			{
				heading: "The only owner: ask the operator",
				intro: [
					"The operator is whoever runs this service. They can give one owner a way back: the second factor of that account is removed, and nobody else's account is touched.",
				],
				steps: [
					"One operator asks for it, with the reason. Every owner gets a letter at once; nothing happens for 24 hours, and the letter says until when.",
					"Until then any owner can stop it in Settings > Organization.",
					"After the waiting time another operator carries it out. The owners get a letter again, and both steps stand in the audit.",
					"The owner signs in with the password alone, sees the call to set up a second factor, and does so.",
				],
			},
			{
				heading: "For operators",
				list: [
					"Before a reset, export the organization to a file with “npm run operator”; the same command brings it in again. “npm run operator -- help” lists every command.",
					"“--dry-run” shows what a command would change without changing it.",
				],
			},
		],
	},
	network: {
		title: "Networks, firewalls and proxies",
		summary: "Which hosts and ports must be reachable, and what happens when they are not.",
		sections: [
			{
				text: [
					"The page Status lists every host name and port with its purpose. The list carries a version, which rises with each change. If your firewall lets only named hosts through, allow what is marked for browsers and phones.",
				],
			},
			{
				heading: "What needs the network",
				list: [
					"Pages and sign-in: the host of the service, port 443.",
					"Codes of an authenticator app: no network at all. The app counts time and needs neither us nor its maker.",
					"Links and codes by text message: the mobile network of the phone, and the web for opening the link.",
					"The app stores: only while an app is installed.",
				],
			},
			{
				heading: "Proxies",
				text: [
					"The second factor depends on no proxy setting, of ours or of yours: it is checked where the sign-in is, with no call to another server. An HTTP proxy between the browser and the service may stand as for any website, as long as it leaves the address and the cookies alone.",
				],
			},
			{
				heading: "When something cannot be reached",
				list: [
					"The service: the page says that it could not be reached, and to check the connection.",
					"Its records: nobody is let in without them. The page says so, and to wait a moment.",
					"Letters or text messages: they wait and leave by themselves later. Nothing is lost.",
				],
				text: ["The page Status says at any time which part works."],
				status: true,
			},
		],
	},
	scripts: {
		title: "Scripts, service accounts and unattended use",
		summary: "A person's password is not for programs.",
		sections: [
			{
				text: [
					"An account with a second factor cannot be used unattended: no script, installer or scheduled task can type its codes, and none should hold its password. A request that brings a person's password or token in the header “Authorization” is refused and says so.",
				],
			},
			{
				heading: "What to use instead",
				list: [
					"A service account or an API key of the system that the script talks to, with no more rights than it needs.",
					"For operators of this service: the command “npm run operator”, which works with the service's own keys.",
				],
			},
			{
				heading: "Do not",
				list: [
					"Do not set a person to “Not required” so that a script can use their password.",
					"Do not copy recovery codes or the set-up key into a script: whoever reads it is in.",
				],
			},
		],
	},
};
