import { typescriptLanguage } from "@codemirror/lang-javascript";
import { diffLines } from "diff";

/** A line of two texts beside each other: in both, or in one of them only. */
export interface DifferenceLine {
  readonly of: "both" | "exercise" | "solution";
  readonly text: string;
}

/** Many times an exercise; a longer text is not compared line by line. */
const longestText = 100_000;

/**
 * The way from a learner's text to the solution, line by line. Comments are left out on both sides, since a starter explains and a
 * solution does not. Of a text that is far too long, only the solution is given.
 */
export function solutionDifference(exercise: string, solution: string): DifferenceLine[] {
  const solved = withoutComments(solution);
  if (exercise.length > longestText) return linesOf(solved, "solution");
  return diffLines(withoutComments(exercise), solved).flatMap(({ value, added, removed }) =>
    linesOf(value, added ? "solution" : removed ? "exercise" : "both"),
  );
}

function linesOf(text: string, of: DifferenceLine["of"]): DifferenceLine[] {
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => ({ of, text: line }));
}

/** A TypeScript text without its comments and the empty lines that they leave. */
function withoutComments(text: string): string {
  const plain = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const comments: { from: number; to: number }[] = [];
  typescriptLanguage.parser.parse(plain).iterate({
    enter({ name, from, to }) {
      if (name === "LineComment" || name === "BlockComment") comments.push({ from, to });
    },
  });
  const kept = comments.reduceRight((rest, { from, to }) => rest.slice(0, from) + rest.slice(to), plain);
  const lines = kept.split("\n").map((line) => line.trimEnd());
  return `${lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}
