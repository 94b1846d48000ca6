/**
 * Help in English for administrators: people, roles, realms, and how people come in.
 * Text only: what the product really does is decided elsewhere, and these pages must follow it.
 */
import type { HelpTexts } from "./content.ts";

export const people: Pick<HelpTexts, "users-and-roles" | "create-and-import" | "realms" | "enrolment-links"> = {
	"users-and-roles": {
		title: "Users and roles",
		summary: "Who is in your organization, what each person may do, and what the list tells.",
		sections: [
			{
				heading: "The list",
				intro: [
					"Settings > Users lists everybody. Search by name or e-mail, filter by status, role, realm or 2FA status, and sort by a column. Choose a name to see the person's second factor, trusted browsers, sessions and last events.",
				],
				list: [
					"2FA status: Off; On, never used (set up, but no code was typed at a sign-in yet); On.",
					"2FA required: yes or no, and which rule says so: the person's own setting, the realm, or the organization.",
					"Locked: too many wrong codes in a row. “Unlock” is offered for locked people only.",
				],
			},
			{
				heading: "Roles",
				list: [
					"Owner: everything. Only owners act on owners or make somebody one. The last active owner cannot be removed, disabled or given another role.",
					"Administrator: everything except acting on owners.",
					"Realm administrator: sees the people of the realms that were named, and acts on the members among them.",
					"Auditor: reads everything, changes nothing.",
					"Member: only their own account.",
				],
			},
			{
				heading: "Several at once",
				steps: [
					"Tick the people in the list.",
					"Choose what shall happen from “Actions”. Before anything that hurts, a window says what will happen to whom.",
					"Read the result: how many it was done for, and for whom not and why.",
				],
			},
			{
				heading: "Disable or remove",
				text: [
					"Somebody who is disabled is signed out at once and cannot sign in until the account is enabled again. Somebody who is removed is gone with their second factor; what they did stays in the audit.",
					"Changes like these ask for your own code or password once more, unless you gave it in the last ten minutes.",
				],
			},
		],
	},
	"create-and-import": {
		title: "Create, invite and import people",
		summary: "One person by hand, or hundreds from a CSV or LDIF file.",
		sections: [
			{
				heading: "One person",
				steps: [
					"Open Settings > Users and choose “Add user…”, or choose it inside a realm.",
					"Type name and e-mail; choose role, realm, and whether a second factor is required.",
					"Choose how the second factor is set up: an authenticator app with a QR code, or the link to the phone, which needs a phone number.",
					"Choose “Create user”. The invitation leaves by letter and counts for 72 hours: the person chooses a password and, where it is asked for, sets up the second factor right after.",
				],
				text: [
					"A missing phone number stops nothing. The profile is saved as “set-up pending”, a notice says what is missing, and the person is asked for exactly that at the next sign-in.",
				],
			},
			{
				heading: "Phone numbers",
				intro: [
					"Numbers are stored in the international form, with a plus sign and the country code. Type them so, or as they are dialled in the country that you choose beside the field:",
				],
				list: [
					"+421987654321 is taken as it is, for any country.",
					"0987654321 with Slovakia chosen becomes +421987654321: the zero gives way to the country code.",
					"201-321-4567 with the United States chosen becomes +12013214567: the hyphens go, the country code comes.",
					"A number without plus sign and without a country is not taken; the field says so with an example.",
				],
			},
			{
				heading: "From a file",
				steps: [
					"Open Settings > Users and choose “Import users…”. Choose the realm and a CSV or LDIF file.",
					"Check which column holds the e-mail, name, phone number, role, requirement and language. E-mail and name are needed. Choose the country for numbers without a plus sign.",
					"Choose “Show the preview”: each line with what would be made of it, and each mistake with its line, its field and what is wrong.",
					"Start. A bar shows how far it is; wrong lines are left out and the others come in.",
				],
				text: [
					"An address that is here already is left as it is, so the same file twice changes nothing, and an import that was interrupted is simply started again.",
					"The first line of a CSV file names the columns, for example: email,name,phone,role. Commas, semicolons and tabs are understood. From LDIF the attributes mail, cn and mobile are taken.",
				],
			},
		],
	},
	realms: {
		title: "Realms",
		summary: "Everybody belongs to exactly one realm; rules can differ from realm to realm.",
		sections: [
			{
				text: [
					"A realm is a part of your organization: a domain, a department, a service, a computer. Everybody is in exactly one. A realm may have rules of its own; where the organization's rule is tighter, that one counts.",
				],
			},
			{
				heading: "Automatic and custom",
				list: [
					"An automatic realm is made by itself when a person comes without a chosen realm. It is named after the source, which is the domain of the e-mail address.",
					"A custom realm is made by you.",
				],
			},
			{
				heading: "Create a custom realm",
				steps: [
					"Open Settings > Realms and choose “Create custom realm” beside the heading.",
					"Type the Realm ID (short, only once in your organization) and the Realm Name, and choose the category.",
					"Save. Then add people inside it, import a file into it, or move people there from Users.",
				],
				text: ["A custom realm can be removed when nobody is in it any more."],
			},
			{
				heading: "Realm administrators",
				text: [
					"On a person's page choose the role “Realm administrator” and name the realms. That person helps the members of these realms and sees nobody else.",
				],
			},
		],
	},
	"enrolment-links": {
		title: "Enrolment links",
		summary: "A link by letter or text message that leads a person through the set-up, on the phone itself.",
		sections: [
			{
				heading: "Send one",
				steps: [
					"Tick the people in Settings > Users and choose Actions > “Send enrolment link…”, or choose “Send” in the window that follows when you require a second factor. “Do not send” and “Cancel” send nothing; it can be done later.",
					"Choose letter or text message.",
					"Read the result: for each person where the link went, or why it could not, and the link itself.",
				],
			},
			{
				heading: "What the link does",
				list: [
					"It belongs to one person, works once, and ends after 72 hours. A newer link ends the earlier one.",
					"On a phone it shows the app stores, a button that opens the app with nothing to type, the key to copy, and a QR code for a second device.",
					"It is used up by a confirmed set-up, not by opening it. It does not sign anybody in: the password is still needed.",
					"Whoever has not accepted the invitation yet gets the invitation again.",
				],
			},
			{
				heading: "A link that no longer works",
				text: [
					"The page says so and what to do: look for a newer message, sign in (where a second factor is required the set-up begins there), or ask the administrator for a new link.",
				],
			},
			{
				heading: "Not sent?",
				list: [
					"Already on: this person has a second factor. Reset it first if it is lost.",
					"No phone number: type it on the person's page, or send a letter.",
					"Text messages are not set up: whoever runs the service has named no provider. Send letters.",
					"Too many: a mailbox or phone gets five messages an hour at most. Wait a little.",
				],
			},
		],
	},
};
