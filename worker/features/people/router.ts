/**
 * Procedures by which administrators read and change the people of their tenant; auditors read.
 */
import type { UserId } from "../../lib/brand.ts";
import { doOnce } from "../../trpc/once.ts";
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
	create: adminProcedure
		.input(createInput)
		.mutation((call) => doOnce(call, (house) => create(house, call.ctx.visitor, call.input))),
	update: adminProcedure
		.input(updateInput)
		.mutation((call) => doOnce(call, (house) => update(house, call.ctx.visitor, call.input))),
	disable: adminRecentProcedure
		.input(whomInput)
		.mutation((call) => doOnce(call, (house) => disable(house, call.ctx.visitor, call.input))),
	enable: adminRecentProcedure
		.input(whomInput)
		.mutation((call) => doOnce(call, (house) => enable(house, call.ctx.visitor, call.input))),
	remove: adminRecentProcedure
		.input(whomInput)
		.mutation((call) => doOnce(call, (house) => remove(house, call.ctx.visitor, call.input))),
	moveToRealm: adminRecentProcedure
		.input(moveInput)
		.mutation((call) => doOnce(call, (house) => moveToRealm(house, call.ctx.visitor, call.input, call.input.realmId))),
	setMethod: adminProcedure
		.input(setMethodInput)
		.mutation((call) => doOnce(call, (house) => setMethod(house, call.ctx.visitor, call.input, call.input.method))),
	setRequirement: adminRecentProcedure
		.input(setRequirementInput)
		.mutation((call) =>
			doOnce(call, (house) => setRequirement(house, call.ctx.visitor, call.input, call.input.requirement)),
		),
	unlock: adminRecentProcedure
		.input(whomInput)
		.mutation((call) => doOnce(call, (house) => unlock(house, call.ctx.visitor, call.input))),
	resetSecondFactor: adminRecentProcedure
		.input(resetInput)
		.mutation((call) => doOnce(call, (house) => resetSecondFactor(house, call.ctx.visitor, call.input))),
};
