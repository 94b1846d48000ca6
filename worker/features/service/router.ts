/** The procedure that tells how the service is. */
import { noInput } from "../../lib/no-input.ts";
import { router } from "../../trpc/init.ts";
import { platformProcedure } from "../../trpc/procedures.ts";
import { status } from "./service.ts";

export const serviceRouter = router({
	status: platformProcedure.input(noInput).query(({ ctx }) => status(ctx.scope)),
});
