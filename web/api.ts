/**
 * The typed way to the worker for everything behind the sign-in: one request for one procedure, no batching.
 * The sign-in page's first load has a smaller client of the same type (`door-api.ts`); how both fetch is in `wire.ts`.
 */
import { createTRPCClient } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import type { AppRouter } from "../worker/trpc/router.ts";
import { place } from "./place.ts";
import { fetchAnswer } from "./wire.ts";

export const api = createTRPCClient<AppRouter>({
	links: [httpLink({ url: place.trpc, fetch: (input, init) => fetchAnswer(input, init as RequestInit) })],
});
