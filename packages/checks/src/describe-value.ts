const longest = 70;

/** A value as a learner would write it, on one short line: `0.25`, `[0.5, 0.5, …] (100 numbers)`, `undefined`. */
export function describeValue(value: unknown): string {
  if (typeof value === "number") return describeNumber(value);
  if (typeof value === "string") return shorten(JSON.stringify(value));
  if (typeof value === "bigint") return shorten(`${value}n`);
  if (typeof value === "function") return `a function${value.name ? ` called ${value.name}` : ""}`;
  if (isNumberList(value)) return describeList(value);
  if (value instanceof Error) return shorten(`${value.name}: ${value.message}`);
  if (value instanceof Promise) return "a promise";
  if (typeof value === "object" && value !== null) return describeObject(value);
  return String(value);
}

/** All 17 digits where they are needed to tell two numbers apart, fewer where fewer say the same. */
function describeNumber(value: number): string {
  if (Object.is(value, -0)) return "-0";
  return String(value);
}

type NumberList = readonly unknown[] | Float32Array | Float64Array;

/** An array of anything, or an array of floating-point numbers. */
export function isNumberList(value: unknown): value is NumberList {
  return Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array;
}

function describeList(list: NumberList): string {
  const items = Array.from(list.slice(0, 8), describeValue);
  const kind = Array.isArray(list) ? "" : `${list.constructor.name} `;
  const whole = `${kind}[${items.join(", ")}${list.length > 8 ? ", …" : ""}]`;
  return list.length > 8 ? `${shorten(whole)} (${list.length} entries)` : shorten(whole);
}

function describeObject(value: object): string {
  try {
    const entries = Object.entries(value).slice(0, 8);
    return shorten(`{ ${entries.map(([key, entry]) => `${key}: ${describeValue(entry)}`).join(", ")} }`);
  } catch {
    return "an object that cannot be read";
  }
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
