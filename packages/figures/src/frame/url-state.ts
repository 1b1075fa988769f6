import {
  type Control,
  type Controls,
  expectation,
  type StateOf,
  textFromValue,
  valueFromText,
} from "./controls.ts";

// A figure's state travels in the URL as `<figure>.<control>=<text>`, for values that differ from
// the defaults: `?products.gain=0.5&products.depth=20`. Everything else in the URL is left as it is.

export interface ParsedState<C extends Controls> {
  readonly state: StateOf<C>;
  /** One sentence or two for each value that was not taken, in plain text. */
  readonly notices: readonly string[];
}

/** Reads a figure's state from `location.search`. A value that is not accepted becomes its default. */
export function parseState<C extends Controls>(
  figure: string,
  controls: C,
  defaults: StateOf<C>,
  search: string,
): ParsedState<C> {
  const state: Record<string, unknown> = { ...defaults };
  const notices: string[] = [];
  const unknown: string[] = [];
  const seen = new Set<string>();
  for (const [key, text] of new URLSearchParams(search)) {
    if (!key.startsWith(`${figure}.`)) continue;
    const name = key.slice(figure.length + 1);
    const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
    if (control === undefined) {
      unknown.push(name);
    } else if (!seen.has(name)) {
      seen.add(name);
      const value = valueFromText(control, text);
      if (value === undefined) notices.push(rejection(control, text, defaults[name] as never));
      else state[name] = value;
    }
  }
  if (unknown.length > 0) {
    notices.push(
      `The address names ${quote(unknown[0] ?? "")}, which this figure does not have. ` +
        `It has ${Object.keys(controls).join(", ")}.`,
    );
  }
  return { state: state as StateOf<C>, notices };
}

/**
 * The search string (with its `?`, or empty) that holds `state`. Keys of other figures and of anyone
 * else stay as they are, byte for byte and in place; this figure's keys follow them.
 */
export function serialiseState<C extends Controls>(
  figure: string,
  controls: C,
  defaults: StateOf<C>,
  state: StateOf<C>,
  search: string,
): string {
  const pairsBefore = search.replace(/^\?/, "");
  const others = pairsBefore === "" ? [] : pairsBefore.split("&").filter((pair) => !isOwn(figure, pair));
  const own = Object.entries(controls)
    .filter(([name]) => state[name] !== defaults[name])
    .map(([name, control]) => {
      const text = textFromValue(control, state[name] as never);
      return `${encodeURIComponent(`${figure}.${name}`)}=${encodeURIComponent(text)}`;
    });
  const pairs = [...others, ...own];
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

/** What was expected, what came, and what is shown instead. */
export function rejection(control: Control, text: string, shown: number | string | boolean): string {
  return (
    `${control.label}: expected ${expectation(control)}, got ${quote(text)}. ` +
    `Showing ${textFromValue(control, shown)} instead.`
  );
}

// URLSearchParams reads the pair as parseState does, also when its percent-encoding is broken. The
// ampersand keeps it from taking a question mark inside the search string for the one before it.
function isOwn(figure: string, pair: string): boolean {
  const [key = ""] = new URLSearchParams(`&${pair}`).keys();
  return key.startsWith(`${figure}.`);
}

const quotedLength = 40;

// The text comes from anyone who can make a link: cut it and make what cannot be seen visible.
function quote(text: string): string {
  const start = [...text.slice(0, 2 * quotedLength)];
  const shown = start
    .slice(0, quotedLength)
    .join("")
    .replace(/[\p{C}\p{Z}]/gu, (character) => (character === " " ? " " : "\u{FFFD}"));
  return text === "" ? "nothing" : `“${shown}${start.length > quotedLength ? "…" : ""}”`;
}
