/**
 * The authenticator apps that we recommend: all follow RFC 6238 with our numbers; and where each is found. Addresses of official stores only;
 * nothing is fetched from them, they are links.
 */
export interface App {
	readonly name: string;
	readonly android?: string;
	readonly ios?: string;
	/** The maker's own page for desktop computers. */
	readonly desktop?: string;
}

const play = (id: string) => `https://play.google.com/store/apps/details?id=${id}`;
const appStore = (id: string) => `https://apps.apple.com/app/id${id}`;

export const recommendedApps: readonly App[] = [
	{
		name: "Google Authenticator",
		android: play("com.google.android.apps.authenticator2"),
		ios: appStore("388497605"),
	},
	{ name: "Microsoft Authenticator", android: play("com.azure.authenticator"), ios: appStore("983156458") },
	{ name: "Authy", android: play("com.authy.authy"), ios: appStore("494168017") },
	{ name: "LastPass Authenticator", android: play("com.lastpass.authenticator"), ios: appStore("1079110004") },
	{ name: "2FAS Auth", android: play("com.twofasapp"), ios: appStore("1217793794") },
	{ name: "KeePassXC", desktop: "https://keepassxc.org/download/" },
];
