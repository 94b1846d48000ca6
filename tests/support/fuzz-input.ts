/**
 * Inputs that no client of ours sends, drawn from a fixed sequence: a right input with something wrong in it, or nothing like
 * one. They come as the text that goes over the wire, because duplicate keys, numbers beyond all bounds and broken JSON are no
 * values. The same seed gives the same text; nothing here knows what any procedure asks for.
 */
import { sequence } from "./generated.ts";

type Draw = (limit: number) => number;

/** What JSON can spell and no value can keep; put in where its mark stands. */
const spelled = [
	"1e999",
	"-1e999",
	"9007199254740993",
	"-0",
	"1e-400",
	"7".repeat(400),
	"[".repeat(5000) + "]".repeat(5000),
];
const markOf = (index: number) => `@@spelled ${index}@@`;

const nested = (depth: number): unknown => {
	let value: unknown = "deep";
	for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { input: value };
	return value;
};
const own = (...entries: [string, unknown][]): object => Object.fromEntries(entries);

/** Signs that a database or a file cannot take; drawn more often than their number would say. */
const halves: readonly string[] = ["\u0000", "a\u0000b", "\ud800", "\udfff\ud800", "x\udc00y"];
const texts: readonly string[] = [
	"",
	" ",
	"\u202eevil",
	"\u200b\u200d\ufeff",
	"\r\nBcc: mallory@evil.example",
	"\u001b[31mred",
	"\u2028\u2029",
	"İıſẞﬁ",
	"ﷺ".repeat(120),
	`a${"\u0301".repeat(500)}`,
	"👩‍👩‍👧‍👦".repeat(60),
	"１２３４５６",
	"٠١٢٣٤٥",
	"NaN",
	"Infinity",
	"undefined",
	"null",
	"true",
	"[object Object]",
	"__proto__",
	"constructor",
	"toString",
	"hasOwnProperty",
	"1e5",
	"0x10",
	"-1",
	"' or 1=1 --",
	"%' escape '\\",
	'"; drop table users; --',
	"{{7*7}}<%=7*7%>",
	"<script>alert(1)</script>",
	"=cmd|'/C calc'!A1",
	"../../../../etc/passwd",
	"%00%0d%0a%ff",
	"a.b.c",
	".",
	"....",
	"usr_unknown",
	"rlm_unknown",
	"eyJhbGciOiJub25lIn0.e30.",
	`${"a".repeat(40)}!`,
	"x".repeat(101),
	"x".repeat(1_000),
	"x".repeat(50_000),
	"é".repeat(20_000),
	"a@".repeat(2_000),
	`${"a.".repeat(5_000)}@b.example`,
	'{"a":1}',
	"2026-11-21T12:00:00Z",
	"javascript:alert(1)",
	"//evil.example",
];

const values: readonly unknown[] = [
	...spelled.map((_, index) => markOf(index)),
	null,
	true,
	false,
	0,
	-1,
	1.5,
	2 ** 31,
	2 ** 53,
	-(2 ** 53),
	1e308,
	5e-324,
	[],
	{},
	[[]],
	[null],
	[{}],
	own(["__proto__", { isAdmin: true }]),
	own(["constructor", { prototype: { isAdmin: true } }]),
	own(["toString", 1], ["valueOf", 2]),
	own(["toJSON", "x"], ["then", "y"]),
	own(["length", 1e9], ["0", "a"]),
	own(["json", {}], ["meta", { values: ["undefined"] }]),
	own(["$ne", null]),
	own(["", ""]),
	nested(40),
	nested(2_000),
	Array.from({ length: 2_000 }, () => null),
	Array.from({ length: 1_000 }, (_, index) => `usr_${index}`),
	Array.from({ length: 300 }, () => "usr_same"),
	Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`key${index}`, index])),
];

const keys = [
	"__proto__",
	"constructor",
	"toString",
	"hasOwnProperty",
	"id",
	"tenantId",
	"userId",
	"role",
	"admin",
	"",
	"\ud800",
];

type Path = readonly string[];
const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Where something may be put in the place of what is there: the whole, its fields, and theirs, a few floors down. */
const placesIn = (value: unknown, path: Path = []): readonly Path[] =>
	isObject(value) && path.length < 4
		? [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
		: [path];

const at = (value: unknown, [key, ...rest]: Path): unknown =>
	key === undefined ? value : at(isObject(value) ? Reflect.get(value, key) : undefined, rest);

/** The same with this in that place; `undefined` leaves the field out. */
function put(value: unknown, [key, ...rest]: Path, what: unknown): unknown {
	if (key === undefined) return what;
	if (Array.isArray(value)) return value.map((item, index) => (String(index) === key ? put(item, rest, what) : item));
	const entries = isObject(value) ? Object.entries(value) : [];
	return Object.fromEntries(entries.map(([name, inner]) => [name, name === key ? put(inner, rest, what) : inner]));
}

const one = <Item>(draw: Draw, from: readonly Item[]): Item => {
	const item = from[draw(from.length)];
	if (item === undefined) throw new Error("nothing to draw from");
	return item;
};

const wild = (draw: Draw): unknown => one<unknown>(draw, one(draw, [halves, texts, texts, values, values]));

/** A text that is nearly the right one. */
function bent(draw: Draw, text: string): string {
	const place = draw(text.length + 1);
	const piece = one(draw, one(draw, [halves, texts]));
	const turns = [
		() => text.slice(0, place) + piece + text.slice(place),
		() => text.slice(0, place),
		() => text.slice(place),
		() => text.slice(0, place) + text.slice(place + 1),
		() => text.repeat(2 + draw(40)),
		() => text.toUpperCase(),
		() => [...text].reverse().join(""),
		() => [...text].join("\u200b"),
		() => ` ${text}\u00a0`,
		() => text.normalize("NFD").replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
	];
	return one(draw, turns)();
}

function bentAnywhere(draw: Draw, right: unknown): unknown {
	const place = one(draw, placesIn(right));
	const there = at(right, place);
	if (typeof there === "string") return put(right, place, bent(draw, there));
	if (typeof there === "number") return put(right, place, there * one(draw, [-1, 0.5, 1e6, 1e15]));
	if (Array.isArray(there)) return put(right, place, [...there, ...there, wild(draw)]);
	return put(right, place, wild(draw));
}

const changes: readonly ((draw: Draw, right: unknown) => unknown)[] = [
	(draw, right) => put(right, one(draw, placesIn(right)), wild(draw)),
	(draw, right) => put(right, one(draw, placesIn(right)), wild(draw)),
	(draw, right) => put(right, one(draw, placesIn(right)), undefined),
	bentAnywhere,
	bentAnywhere,
	(draw, right) => own(...Object.entries(isObject(right) ? right : {}), [one(draw, keys), wild(draw)]),
	(draw, right) => Array.from({ length: 1 + draw(3) }, () => right),
	wild,
];

/** JSON that is none, or that says the same thing twice. */
const breaks: readonly ((draw: Draw, text: string) => string)[] = [
	(draw, text) => text.slice(0, draw(text.length)),
	(_, text) => `${text},`,
	(_, text) => `${text}${text}`,
	(_, text) => `\ufeff${text}`,
	(_, text) => text.replaceAll('"', "'"),
	(_, text) => text.replace(/:.*?(?=[,}])/, ":NaN"),
	(_, text) => `/* */${text}`,
	(_, text) => text.replace(/^\{(.*)\}$/s, (whole, inside: string) => (inside ? `{${inside},${inside}}` : whole)),
	(draw, text) =>
		text.replace(/^\{/, `{"${one(draw, ["__proto__", "id", "email"])}":${one(draw, ["{}", "[]", '"x"', "1"])},`),
	(draw, text) => text.replace(/^\{/, '{"__proto__":{"ids":["usr_unknown"]},').slice(0, draw(4) === 0 ? -1 : undefined),
];

/** The text that this seed makes of a right input. */
export function fuzzInput(seed: number, right: unknown): string {
	const draw = sequence(seed);
	// Seeds that lie side by side begin alike.
	for (let turn = 0; turn < 3; turn += 1) draw(2);
	let value = one(draw, changes)(draw, right ?? {});
	if (draw(4) === 0) value = one(draw, changes)(draw, value);
	const text = (JSON.stringify(value) ?? "").replace(
		/"@@spelled (\d+)@@"/g,
		(mark, index: string) => spelled[Number(index)] ?? mark,
	);
	// Cut in the middle of a character, it could not be sent.
	return (draw(8) === 0 ? one(draw, breaks)(draw, text) : text).replace(/\p{Cs}/gu, "\ufffd");
}
