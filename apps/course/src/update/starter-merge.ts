import { applyPatch, structuredPatch } from "diff";
import { unixLineEnds } from "./line-ends.ts";

/** Lines around a change that must stand in the exercise as they do in the starter: fewer could put it in a wrong place. */
const context = 3;

/**
 * Brings into an exercise what has changed between two starters. The exercise keeps its line ends.
 *
 * @returns undefined where the change does not fit: the lines that it changes, or those around them, were edited
 */
export function bringStarterChange(
  exercise: string,
  oldStarter: string,
  newStarter: string,
): string | undefined {
  const [from, to] = [unixLineEnds(oldStarter), unixLineEnds(newStarter)];
  const patch = structuredPatch("starter.ts", "starter.ts", from, to, "", "", { context });
  const brought = applyPatch(unixLineEnds(exercise), patch);
  if (brought === false) return undefined;
  return exercise.includes("\r\n") ? brought.replaceAll("\n", "\r\n") : brought;
}
