import type { Hints } from "./lesson-modules.ts";
import { describePath } from "./verdict.ts";

/** What the hints for a test are kept under: its own path, else that of the nearest group that has some. */
export function hintKeyFor(path: readonly string[], hints: Hints): string | undefined {
  return path
    .map((_, i) => describePath(path.slice(0, path.length - i)))
    .find((name) => Object.hasOwn(hints, name));
}

/** The hints for a test, from a nudge to nearly there. */
export function hintsFor(path: readonly string[], hints: Hints): readonly string[] {
  const key = hintKeyFor(path, hints);
  return key === undefined ? [] : (hints[key] ?? []);
}
