/** Bringing people in from a file, for administrators. */
import { doOnce } from "../../trpc/once.ts";
import { adminRecentProcedure } from "../../trpc/procedures.ts";
import { importFileInput } from "./input.ts";
import { importFile } from "./service.ts";

export const importFileProcedure = adminRecentProcedure
	.input(importFileInput)
	.mutation((call) => doOnce(call, (house) => importFile(house, call.ctx.visitor, call.input)));
