/** Every command of the operator under its words, in the order of the help. */
import { exportTenant } from "./backup.ts";
import { cellRestored } from "./cells.ts";
import type { Command } from "./command.ts";
import { keysStatus, rotateKeys } from "./keys.ts";
import { moveTenant } from "./move.ts";
import { createTenant } from "./new-tenant.ts";
import { cancelReturn, finishReturn, requestReturn, resetPerson, returnStatus } from "./owner.ts";
import { removeTenant } from "./remove.ts";
import { importTenant } from "./restore.ts";
import { listTenants, resumeTenant, suspendTenant } from "./tenants.ts";
import { verify } from "./verify.ts";

export const commands: Readonly<Record<string, Command>> = {
	"tenants list": listTenants,
	"tenants create": createTenant,
	"tenants suspend": suspendTenant,
	"tenants resume": resumeTenant,
	"tenants move": moveTenant,
	"tenants remove": removeTenant,
	"owner request": requestReturn,
	"owner status": returnStatus,
	"owner finish": finishReturn,
	"owner cancel": cancelReturn,
	reset: resetPerson,
	export: exportTenant,
	import: importTenant,
	"cells restored": cellRestored,
	verify,
	"keys status": keysStatus,
	"keys rotate": rotateKeys,
};
