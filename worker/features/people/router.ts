/**
 * Procedures by which administrators read and change the people of their tenant; auditors read.
 */
import type { UserId } from "../../lib/brand.ts";
import { adminProcedure, adminRecentProcedure, staffProcedure } from "../../trpc/procedures.ts";
import { get, list } from "../roster/service.ts";
import { disable, enable, moveToRealm, remove, setMethod, setRequirement } from "./acts.ts";
import { create } from "./create.ts";
import {
	createInput,
	getInput,
	listInput,
	moveInput,
	resetInput,
	setMethodInput,
	setRequirementInput,
	updateInput,
	whomInput,
} from "./input.ts";
import { resetSecondFactor, unlock } from "./rescue.ts";
import { update } from "./update.ts";

export const peopleProcedures = {
	list: staffProcedure.input(listInput).query(({ ctx, input }) => list(ctx.tenant, ctx.visitor, input)),
	get: staffProcedure.input(getInput).query(({ ctx, input }) => get(ctx.tenant, ctx.visitor, input.id as UserId)),
	create: adminProcedure.input(createInput).mutation(({ ctx, input }) => create(ctx.tenant, ctx.visitor, input)),
	update: adminProcedure.input(updateInput).mutation(({ ctx, input }) => update(ctx.tenant, ctx.visitor, input)),
	disable: adminRecentProcedure.input(whomInput).mutation(({ ctx, input }) => disable(ctx.tenant, ctx.visitor, input)),
	enable: adminRecentProcedure.input(whomInput).mutation(({ ctx, input }) => enable(ctx.tenant, ctx.visitor, input)),
	remove: adminRecentProcedure.input(whomInput).mutation(({ ctx, input }) => remove(ctx.tenant, ctx.visitor, input)),
	moveToRealm: adminProcedure
		.input(moveInput)
		.mutation(({ ctx, input }) => moveToRealm(ctx.tenant, ctx.visitor, input, input.realmId)),
	setMethod: adminProcedure
		.input(setMethodInput)
		.mutation(({ ctx, input }) => setMethod(ctx.tenant, ctx.visitor, input, input.method)),
	setRequirement: adminRecentProcedure
		.input(setRequirementInput)
		.mutation(({ ctx, input }) => setRequirement(ctx.tenant, ctx.visitor, input, input.requirement)),
	unlock: adminRecentProcedure.input(whomInput).mutation(({ ctx, input }) => unlock(ctx.tenant, ctx.visitor, input)),
	resetSecondFactor: adminRecentProcedure
		.input(resetInput)
		.mutation(({ ctx, input }) => resetSecondFactor(ctx.tenant, ctx.visitor, input)),
};
