import type { Hints } from "./lesson-modules.ts";
import { describePath } from "./verdict.ts";

/** The hints for a test, from a nudge to nearly there: its own, else those of the nearest group that has some. */
export function hintsFor(path: readonly string[], hints: Hints): readonly string[] {
  const key = path
    .map((_, i) => describePath(path.slice(0, path.length - i)))
    .find((name) => Object.hasOwn(hints, name));
  return key === undefined ? [] : (hints[key] ?? []);
}
