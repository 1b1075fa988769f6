import type { Mistake } from "@vanishing/grader";

/** A solution's text with one function replaced by a known mistake, as a learner could have written it. */
export function exerciseWithMistake(solution: string, { task, wrong }: Mistake): string {
  const start = solution.indexOf(`export function ${task}(`);
  const end = solution.indexOf("\n}\n", start) + 3;
  if (start < 0 || end < 3) throw new Error(`The solution has no function ${task} to put a mistake into.`);
  return `${solution.slice(0, start)}export const ${task} = ${wrong.toString()};\n${solution.slice(end)}`;
}
