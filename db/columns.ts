/**
 * One spelling of each common column. Every cell table begins with `tenant_id`; times are epoch milliseconds.
 */
import { integer, text } from "drizzle-orm/sqlite-core";
import type { Epoch, Millis, TenantId, UserId } from "../worker/lib/brand.ts";

export const tenantId = () => text("tenant_id").$type<TenantId>().notNull();
export const userId = () => text("user_id").$type<UserId>().notNull();
export const millisColumn = (name: string) => integer(name).$type<Millis>();
/** `global.tenant.user` at the time of issue; a different present value makes the row dead. */
export const epochColumn = () => text("epoch").$type<Epoch>().notNull();
