/**
 * A world whose messages go through a provider that can be ill, with letters that wait for it, as an import or an outage leaves
 * them.
 */
import { sweep } from "../../worker/sweep.ts";
import { type Health, type Provider, startProvider } from "./provider.ts";
import { createWorld, type TestTenant, type World } from "./world.ts";

export interface PostOffice {
	readonly world: World;
	readonly provider: Provider;
	/** Both channels of the provider are like this from now on. */
	heal(health: Health): void;
	askReset(house: TestTenant, email: string): Promise<void>;
	/** That many people of the house, each with a letter that waits and dies after `life`. */
	waitFor(house: TestTenant, count: number, life?: number): Promise<readonly string[]>;
	/** How many of these have a mail. */
	arrived(emails: readonly string[]): number;
	/** The provider is up, nothing waits, and all budgets are fresh. */
	tidy(): Promise<void>;
	stop(): Promise<void>;
}

export async function openPostOffice(): Promise<PostOffice> {
	const started: Provider[] = [];
	const world = await createWorld({
		async messagesThrough(catcherUrl) {
			const provider = await startProvider(catcherUrl);
			started.push(provider);
			return provider.url;
		},
		deliveryDeadlineMs: 150,
	});
	const [provider] = started;
	if (!provider) throw new Error("no provider");
	const heal = (health: Health): void => {
		provider.email = health;
		provider.sms = health;
	};
	const askReset = async (house: TestTenant, email: string): Promise<void> => {
		const visitor = house.visitor();
		await visitor.ok("passwords.requestReset", { email });
		await visitor.settle();
	};
	return {
		world,
		provider,
		heal,
		askReset,
		async waitFor(house, count, life = 30 * 60_000) {
			const before = provider.email;
			provider.email = "refusing";
			const emails: string[] = [];
			for (let made = 0; made < count; made += 1) {
				const { email } = await house.person();
				await askReset(house, email);
				emails.push(email);
			}
			await world.rows(
				"update outbox set not_before_at = created_at, expires_at = created_at + ? where tenant_id = ?",
				[life, house.scope.tenantId],
			);
			provider.email = before;
			return emails;
		},
		arrived: (emails) => emails.filter((email) => world.mails(email).length > 0).length,
		async tidy() {
			heal("up");
			provider.onMessage = () => undefined;
			provider.refuses = () => undefined;
			world.advance(3_600_000);
			await sweep(world.deps);
			await world.rows("delete from outbox");
		},
		async stop() {
			await world.stop();
			await provider.stop();
		},
	};
}
