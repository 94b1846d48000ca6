/**
 * Nominal types: ids and times that the compiler keeps apart.
 * Nothing here exists at run time; a brand is put on where a value enters (a port, a store, a parsed token).
 */
declare const brand: unique symbol;

export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Milliseconds: a point in time since the epoch, or a span. */
export type Millis = Brand<number, "Millis">;

export type TenantId = Brand<string, "TenantId">;
export type UserId = Brand<string, "UserId">;
export type RealmId = Brand<string, "RealmId">;
export type SessionId = Brand<string, "SessionId">;
/** The e-mail address in its one canonical spelling (see users/rules.ts). */
export type Email = Brand<string, "Email">;
/** `global.tenant.user`: what sessions, challenges, trusted browsers and mailed tokens were issued under. */
export type Epoch = Brand<string, "Epoch">;
