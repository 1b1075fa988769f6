const longest = 70;

/** How far lists and objects inside of each other are shown. */
const deepest = 4;

/** A value as a learner would write it, on one short line: `0.25`, `[0.5, 0.5, …] (100 entries)`, `undefined`. It never throws. */
export function describeValue(value: unknown): string {
  try {
    return describe(value, deepest);
  } catch {
    return "an object that cannot be read";
  }
}

function describe(value: unknown, depth: number): string {
  if (typeof value === "number") return describeNumber(value);
  if (typeof value === "string") return shorten(JSON.stringify(value));
  if (typeof value === "bigint") return shorten(`${value}n`);
  if (typeof value === "function") return `a function${value.name ? ` called ${value.name}` : ""}`;
  if (depth === 0 && typeof value === "object" && value !== null) return "…";
  if (isList(value)) return describeList(value, depth - 1);
  if (value instanceof Error) return shorten(`${value.name}: ${value.message}`.replaceAll(/\s+/g, " "));
  if (value instanceof Promise) return "a promise";
  if (typeof value === "object" && value !== null) return describeObject(value, depth - 1);
  return String(value);
}

/** All 17 digits where they are needed to tell two numbers apart, fewer where fewer say the same. */
function describeNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return String(value);
}

type List = readonly unknown[] | Float32Array | Float64Array;

/** An array of anything, or an array of floating-point numbers. */
export function isList(value: unknown): value is List {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array;
}

function describeList(list: List, depth: number): string {
  const items = Array.from(list.slice(0, 8), (item) => describe(item, depth));
  const kind = Array.isArray(list) ? "" : `${list.constructor.name} `;
  const whole = `${kind}[${items.join(", ")}${list.length > 8 ? ", …" : ""}]`;
  return list.length > 8 ? `${shorten(whole)} (${list.length} entries)` : shorten(whole);
}

function describeObject(value: object, depth: number): string {
  const entries = Object.entries(value).slice(0, 8);
  const kind = value.constructor === Object ? "" : `${value.constructor?.name ?? "object"} `;
  if (entries.length === 0) return `${kind}{}`;
  const shown = entries.map(([key, entry]) => `${shorten(key)}: ${describe(entry, depth)}`);
  return shorten(`${kind}{ ${shown.join(", ")} }`);
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
