/**
 * Cursors of pages: opaque, bounded, and signed for the tenant and the list they were made for, so that one that was
 * altered or carried to another house is refused as a bad input and never looked up (T128).
 */
import { constantTimeEqual } from "@oslojs/crypto/subtle";
import { refuse } from "../../errors.ts";
import { base64url, fromBase64url, fromUtf8, utf8 } from "../../lib/encoding.ts";
import type { TenantScope } from "../../scope.ts";

/** Bytes of the signature that ride along: 128 bits. */
const SIGNATURE_BYTES = 16;

const sign = async (scope: TenantScope, keyId: string, list: string, text: string): Promise<Uint8Array> => {
	const mac = await scope.deps.keys.mac(keyId, "cursor", JSON.stringify([scope.tenantId, list, text]));
	return mac.slice(0, SIGNATURE_BYTES);
};

/** The cursor that stands for this text in this list. */
export async function sealCursor(scope: TenantScope, list: string, text: string): Promise<string> {
	return `${base64url(utf8(text))}.${base64url(await sign(scope, scope.deps.keys.currentId, list, text))}`;
}

/** The text that the cursor stands for. Refuses with `input_invalid` whatever was not sealed for this list of this tenant. */
export async function openCursor(scope: TenantScope, list: string, cursor: string): Promise<string> {
	const [body = "", signature = "", ...rest] = cursor.split(".");
	const [bytes, shown] = [fromBase64url(body), fromBase64url(signature)];
	if (!bytes || !shown || rest.length > 0) return badCursor();
	const text = fromUtf8(bytes);
	// Any key of the ring: a page that was begun before a rotation goes on after it (T147).
	for (const keyId of scope.deps.keys.ids)
		if (constantTimeEqual(shown, await sign(scope, keyId, list, text))) return text;
	return badCursor();
}

/** The refusal of a cursor that is not one of ours. */
export const badCursor = (): never => refuse("input_invalid", { fields: { cursor: "malformed" } });
