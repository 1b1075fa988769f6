import type { Mistake } from "./lesson-modules.ts";

/** A solution's text with one function replaced by a known mistake, as a learner could have written it. */
export function exerciseWithMistake(solution: string, { task, wrong }: Mistake): string {
  const start = solution.indexOf(`export function ${task}(`);
  const end = solution.indexOf("\n}\n", start) + 3;
  if (start < 0 || end < 3) throw new Error(`The solution has no function ${task} to put a mistake into.`);
  return `${solution.slice(0, start)}export const ${task} = ${wrong.toString()};\n${solution.slice(end)}`;
}

/**
 * A variant as the text of an exercise: the file of the variants, and one of them exported under the exercise's names.
 *
 * @param variants the text of variants.ts
 * @param index which variant
 * @param tasks the exercise's exports
 */
export function exerciseWithVariant(variants: string, index: number, tasks: readonly string[]): string {
  const own = (task: string) => `${task}OfVariant`;
  const names = tasks.map((task) => `const ${own(task)} = variants[${index}]!.exports.${task};`);
  const exported = tasks.map((task) => `${own(task)} as ${task}`);
  return `${variants}\n${names.join("\n")}\nexport { ${exported.join(", ")} };\n`;
}
