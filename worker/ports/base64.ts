/**
 * Stands in the bundle for js-base64 (see `alias` in wrangler.toml), of which the database client uses these two functions
 * for binary values; the bundle has base64 already.
 */
import { decodeBase64IgnorePadding, encodeBase64 } from "@oslojs/encoding";

export const Base64 = { fromUint8Array: encodeBase64, toUint8Array: decodeBase64IgnorePadding };
