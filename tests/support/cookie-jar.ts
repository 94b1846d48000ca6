/**
 * A cookie jar for one origin that keeps names and values, honours expiry by Max-Age=0 or a past date, and lets a test
 * look, change and remove. It does not judge attributes: tests read those from the raw lines.
 */
export class CookieJar {
	readonly #cookies = new Map<string, string>();

	/** Takes one Set-Cookie line as a browser would. */
	receive(line: string): void {
		const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
		const cut = pair.indexOf("=");
		const name = pair.slice(0, cut);
		const isOver = attributes.some((attribute) => {
			const [key = "", value = ""] = attribute.split("=");
			if (key.toLowerCase() === "max-age") return Number(value) <= 0;
			return key.toLowerCase() === "expires" && Date.parse(value) <= 1000;
		});
		if (isOver) this.#cookies.delete(name);
		else this.#cookies.set(name, pair.slice(cut + 1));
	}

	/** The Cookie header, empty when there are none. */
	header(): string {
		return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
	}

	/** The value of the cookie of this name, or of the only one whose name contains it. */
	get(name: string): string | undefined {
		return this.#cookies.get(this.nameLike(name) ?? name);
	}

	set(name: string, value: string): void {
		this.#cookies.set(this.nameLike(name) ?? name, value);
	}

	/** Removes one cookie, or all of them. */
	clear(name?: string): void {
		if (name === undefined) this.#cookies.clear();
		else this.#cookies.delete(this.nameLike(name) ?? name);
	}

	names(): string[] {
		return [...this.#cookies.keys()];
	}

	/** The full name of the only cookie that has this or contains it. */
	nameLike(part: string): string | undefined {
		if (this.#cookies.has(part)) return part;
		const found = this.names().filter((name) => name.includes(part));
		if (found.length > 1) throw new Error(`"${part}" fits several cookies: ${found.join(", ")}`);
		return found[0];
	}

	/** Takes over everything another jar holds. */
	take(other: CookieJar): void {
		for (const name of other.names()) this.#cookies.set(name, other.get(name) ?? "");
	}
}
