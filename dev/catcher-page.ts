/**
 * The catcher's page: every message newest first, the links in them live, and the buttons that move the clock.
 * Everything a message says is escaped; HTML mail is shown in a frame that may run nothing. It loads nothing from elsewhere.
 */
import type { Caught, CaughtMessage } from "./caught.ts";

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c2430, #e6e9ef); --quiet: light-dark(#5c6675, #9aa4b2);
  --line: light-dark(#dde2e8, #333b47); --ground: light-dark(#f6f7f9, #14181f); --paper: light-dark(#fff, #1d232c); --accent: light-dark(#245f9e, #86b9f0); }
* { box-sizing: border-box } body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem } h1 { font-size: 1.5rem; margin: 0 } a { color: var(--accent) }
header { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: baseline; margin-bottom: 1.5rem } .quiet { color: var(--quiet); font-size: .875rem }
nav { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: 1.5rem }
button { font: inherit; font-size: .875rem; padding: .25rem .75rem; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: inherit; cursor: pointer }
article { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1rem 1.25rem; margin-bottom: 1rem; overflow-wrap: anywhere }
h2 { font-size: 1.05rem; margin: 0 0 .25rem } pre { font: inherit; white-space: pre-wrap; margin: .75rem 0 0 } iframe { width: 100%; height: 26rem; border: 1px solid var(--line); border-radius: 6px; background: #fff }
summary { cursor: pointer } details { margin-top: .75rem } .kind { text-transform: uppercase; letter-spacing: .06em; font-size: .75rem; color: var(--quiet) }`;

const script = `
const newest = document.body.dataset.newest;
setInterval(async () => { try { const [m] = await (await fetch("/messages?limit=1")).json(); if ((m?.id ?? "") !== newest) location.reload(); } catch {} }, 2000);
for (const button of document.querySelectorAll("[data-advance]")) button.addEventListener("click", async () => {
  await fetch("/clock", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ advanceMs: Number(button.dataset.advance) }) });
  location.reload(); });`;

function escaped(text: string): string {
	return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function withLinks(text: string): string {
	return text
		.split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
		.map((part, index) => (index % 2 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part)))
		.join("");
}

function article(message: CaughtMessage): string {
	const time = new Date(message.at).toISOString().replace("T", " ").slice(0, 19);
	const html = message.html
		? `<details><summary class="quiet">As HTML</summary><iframe sandbox="" title="HTML version" srcdoc="${escaped(message.html)}"></iframe></details>`
		: "";
	return `<article><p class="quiet" style="margin:0"><span class="kind">${message.kind === "sms" ? "Text message" : "E-mail"}</span> to <strong>${escaped(message.to)}</strong> · ${time} UTC</p>
<h2>${escaped(message.subject)}</h2><p class="quiet" style="margin:0">from ${escaped(message.from)}</p><pre>${withLinks(message.text)}</pre>${html}</article>`;
}

function movedBy(offsetMs: number): string {
	if (offsetMs === 0) return "The clock is the machine's own.";
	return `The clock is ${(offsetMs / 60_000).toFixed(1)} minutes ahead of the machine's.`;
}

const steps: readonly (readonly [string, number])[] = [
	["+30 s", 30_000],
	["+10 min", 600_000],
	["+1 h", 3_600_000],
	["+1 day", 86_400_000],
	["+30 days", 30 * 86_400_000],
];

/** The whole page as HTML. */
export function catcherPage(caught: Caught): string {
	const { messages } = caught;
	const buttons = steps.map(([label, ms]) => `<button type="button" data-advance="${ms}">${label}</button>`).join("");
	const list = messages.slice(0, 200).map(article).join("\n");
	const empty = `<article>Nothing yet. Every mail and text message of the local world arrives here; this page updates by itself.</article>`;
	const outage = caught.isFailing ? `<p><strong>Delivery is failing on purpose.</strong></p>` : "";
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${messages.length} messages · Gatehouse catcher</title><style>${style}</style></head><body data-newest="${messages[0]?.id ?? ""}"><main>
<header><h1>Caught messages</h1><span class="quiet">${messages.length} held · <a href="/messages">as JSON</a></span></header>
<nav aria-label="Clock"><span class="quiet">${movedBy(caught.offsetMs)}</span>${buttons}</nav>${outage}
${list || empty}</main><script>${script}</script></body></html>`;
}
