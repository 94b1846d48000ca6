/**
 * A certificate that nobody has signed but itself, for pages over https on this machine. Made anew for each run, so that no
 * private key lies in the project; only a browser that was told to ignore such errors takes it.
 */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
	const body = Buffer.concat(parts);
	const { length } = body;
	const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
	return Buffer.concat([Buffer.from([tag, ...size]), body]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const hex = (digits: string) => Buffer.from(digits, "hex");
const utcTime = (ms: number) =>
	der(0x17, Buffer.from(`${new Date(ms).toISOString().slice(2, 19).replace(/[-:T]/g, "")}Z`));

/** Key and certificate of this host, in PEM. */
export function selfSigned(host: string): { readonly key: string; readonly cert: string } {
	const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
	const algorithm = sequence(der(0x06, hex("2a8648ce3d040302"))); // ecdsa-with-SHA256
	const commonName = sequence(der(0x06, hex("550403")), der(0x0c, Buffer.from(host)));
	const name = sequence(der(0x31, commonName));
	const day = 86_400_000;
	const signed = sequence(
		der(0x02, Buffer.concat([hex("01"), randomBytes(8)])),
		algorithm,
		name,
		sequence(utcTime(Date.now() - day), utcTime(Date.now() + day)),
		name,
		publicKey.export({ type: "spki", format: "der" }),
	);
	const signature = sign("sha256", signed, privateKey);
	const whole = sequence(signed, algorithm, der(0x03, hex("00"), signature));
	const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
	return {
		key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
		cert: ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n"),
	};
}
