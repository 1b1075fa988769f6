import { stripTypeScriptTypes } from "node:module";
import { stripVTControlCharacters, styleText } from "node:util";
import { parse } from "acorn";
import { diffLines } from "diff";

/** Many times an exercise; a longer text is not compared line by line. */
const longestText = 100_000;

/**
 * The way from a learner's text to the solution, line by line: `-` for what is only in the learner's, `+` for what is only in the
 * solution. Comments are left out on both sides, since a starter explains and a solution does not.
 */
export function solutionDifference(
  exercise: string,
  solution: string,
  exerciseName: string,
  solutionName: string,
): string {
  const solved = withoutComments(solution);
  if (exercise.length > longestText) return `${solutionName}\n\n${solved}`;
  const written = withoutComments(exercise);
  if (written === solved) return `Yours is the same as ${solutionName}, comments aside.`;
  const lines = diffLines(written, solved).flatMap(({ value, added, removed }) =>
    value
      .replace(/\n$/, "")
      .split("\n")
      .map((line) => marked(line, added, removed)),
  );
  return [styleText("red", `- ${exerciseName}`), styleText("green", `+ ${solutionName}`), "", ...lines].join(
    "\n",
  );
}

function marked(line: string, added: boolean, removed: boolean): string {
  if (added) return styleText("green", `+ ${line}`);
  if (removed) return styleText("red", `- ${line}`);
  return `  ${line}`;
}

/** A TypeScript text without its comments and the empty lines that they leave; as it is, where it cannot be read. */
function withoutComments(text: string): string {
  const plain = stripVTControlCharacters(text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const ranges: [number, number][] = [];
  try {
    // The types are blanked out in place, so that positions are those of the text with types.
    const options = { ecmaVersion: "latest", sourceType: "module" } as const;
    parse(stripTypeScriptTypes(plain), {
      ...options,
      onComment: (_block, _text, start, end) => ranges.push([start, end]),
    });
  } catch {
    return plain;
  }
  const kept = ranges.reduceRight((rest, [start, end]) => rest.slice(0, start) + rest.slice(end), plain);
  const lines = kept.split("\n").map((line) => line.trimEnd());
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}
