/**
 * The typed way to the worker for everything behind the sign-in: one request for one procedure, no batching. What is asked for
 * goes in the body, never in the address, where names and addresses would end up in lists of requests (ASVS 14.2.1).
 * The sign-in page's first load has a smaller client of the same type (`door-api.ts`); how both fetch is in `wire.ts`.
 */
import { createTRPCClient } from "@trpc/client";
import { httpLink } from "@trpc/client/links/httpLink";
import { splitLink } from "@trpc/client/links/splitLink";
import type { AppRouter } from "../worker/trpc/router.ts";
import { place } from "./place.ts";
import { fetchAnswer } from "./wire.ts";

const line = (how: { readonly methodOverride?: "POST" } = {}) =>
	httpLink<AppRouter>({
		url: place.trpc,
		fetch: (input, init) => fetchAnswer(input, init as RequestInit),
		...how,
	});

export const api = createTRPCClient<AppRouter>({
	links: [
		splitLink({ condition: ({ input }) => input === undefined, true: line(), false: line({ methodOverride: "POST" }) }),
	],
});
