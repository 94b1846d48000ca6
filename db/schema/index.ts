/** Every table of a cell, by noun. The catalog's one table is in `catalog/directory.ts`. */
export * from "./attempts.ts";
export * from "./audit.ts";
export * from "./login.ts";
export * from "./mail.ts";
export * from "./mailed-tokens.ts";
export * from "./overview.ts";
export * from "./owner-returns.ts";
export * from "./policy.ts";
export * from "./realm-admins.ts";
export * from "./realms.ts";
export * from "./recovery-codes.ts";
export * from "./reset-codes.ts";
export * from "./sessions.ts";
export * from "./tenants.ts";
export * from "./totp.ts";
export * from "./trusted-browsers.ts";
export * from "./users.ts";
