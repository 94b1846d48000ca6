/**
 * The one place where the real ports meet. Nothing request-scoped is kept here: database clients are made per request.
 */
import { type Db, openDb } from "../db/client.ts";
import { DATABASE_DEADLINE_MS, type Deadline, each } from "../db/deadline.ts";
import type { Config } from "./env.ts";
import { refuse } from "./errors.ts";
import { createStatusMemory, type StatusMemory } from "./features/service/memory.ts";
import { createDirectoryCache, type DirectoryCache } from "./features/tenants/directory.ts";
import type { Argon2id } from "./ports/argon2id.ts";
import { type Breaches, createBreaches } from "./ports/breaches.ts";
import { type Clock, systemClock } from "./ports/clock.ts";
import { createKeyRing, type KeyRing } from "./ports/keys.ts";
import { consoleLog, type Log } from "./ports/log.ts";
import { createMailer, type Mailer } from "./ports/mailer.ts";
import { createPasswords, type PasswordCost, type Passwords } from "./ports/passwords.ts";
import { type Random, systemRandom } from "./ports/random.ts";
import { createSealer, type Sealer } from "./ports/sealer.ts";
import { createTexter, type Texter } from "./ports/texter.ts";

export interface Deps {
	readonly config: Config;
	readonly clock: Clock;
	readonly random: Random;
	readonly keys: KeyRing;
	readonly sealer: Sealer;
	readonly passwords: Passwords;
	readonly breaches: Breaches;
	readonly mailer: Mailer;
	readonly texter: Texter;
	readonly log: Log;
	readonly directory: DirectoryCache;
	readonly status: StatusMemory;
	/** Longest wait for the database, in milliseconds. */
	readonly databaseDeadlineMs: number;
	openCatalog(deadline?: Deadline): Db;
	/** The cell's database; refuses a cell that the configuration does not name. */
	openCell(cell: string, deadline?: Deadline): Db;
}

/** The ports that a test or the local world may replace; password cost and deadlines are settings of the real ones. */
export interface Ports {
	readonly clock?: Clock;
	readonly random?: Random;
	readonly log?: Log;
	readonly passwordCost?: PasswordCost;
	/** Longest wait for the database, in milliseconds. */
	readonly databaseDeadlineMs?: number;
	/** Longest wait for a provider of mail or text messages, in milliseconds. */
	readonly deliveryDeadlineMs?: number;
}

export function buildDeps(config: Config, argon2: () => Argon2id, ports: Ports = {}): Deps {
	const random = ports.random ?? systemRandom;
	const log = ports.log ?? consoleLog;
	const keys = createKeyRing(config.keys.currentId, config.keys.masters);
	const databaseDeadlineMs = ports.databaseDeadlineMs ?? DATABASE_DEADLINE_MS;
	const usual = each(databaseDeadlineMs);
	return {
		config,
		clock: ports.clock ?? systemClock,
		random,
		keys,
		sealer: createSealer(keys, random),
		passwords: createPasswords(argon2, keys, ports.passwordCost),
		breaches: createBreaches(config.breachesUrl, log),
		mailer: createMailer(config.resend, ports.deliveryDeadlineMs),
		texter: createTexter(config.sms, ports.deliveryDeadlineMs),
		log,
		directory: createDirectoryCache(),
		status: createStatusMemory(),
		databaseDeadlineMs,
		openCatalog: (deadline = usual) => openDb(config.catalog, deadline),
		openCell(cell, deadline = usual) {
			const address = config.cells.get(cell);
			return address ? openDb(address, deadline) : refuse("internal", {}, "cell_unknown");
		},
	};
}
