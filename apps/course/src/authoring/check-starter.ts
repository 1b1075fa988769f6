import { stripTypeScriptTypes } from "node:module";
import type { LessonFacts } from "@vanishing/catalogue";
import { type Contract, contractOf } from "@vanishing/grader";
import type { Finding } from "./finding.ts";
import type { LessonFolder } from "./lesson-folder.ts";

/**
 * Starter, solution and front matter speak of the same functions, in the same order, and the starter does not call the lesson by its
 * number, which may change while the learner's exercise stays.
 */
export async function checkStarter(lesson: LessonFolder, facts: LessonFacts | undefined): Promise<Finding[]> {
  const [starter, solution] = await Promise.all([
    exportsOf(lesson, "starter.ts"),
    exportsOf(lesson, "solution.ts"),
  ]);
  return [
    ...("problem" in starter ? [starter] : []),
    ...("problem" in solution ? [solution] : []),
    ...("exports" in starter && "exports" in solution ? sameExports(starter, solution, facts) : []),
    ...lesson.texts["starter.ts"].split("\n").flatMap((line, i) => lessonNumber(line, i + 1, lesson.slug)),
  ];
}

async function exportsOf(
  { texts }: LessonFolder,
  file: "starter.ts" | "solution.ts",
): Promise<Contract | Finding> {
  try {
    return await contractOf(stripTypeScriptTypes(texts[file]));
  } catch (error) {
    const problem = `${file} cannot be read as TypeScript: ${(error as Error).message}`;
    return {
      file,
      problem,
      advice: "Mend the syntax; Node erases types, and knows no enums and namespaces.",
      halts: true,
    };
  }
}

function sameExports(starter: Contract, solution: Contract, facts: LessonFacts | undefined): Finding[] {
  const inWords = (names: readonly string[]) => (names.length === 0 ? "nothing" : names.join(", "));
  const [started, solved] = [inWords(starter.exports), inWords(solution.exports)];
  const findings: Finding[] = [];
  if (started !== solved) {
    findings.push({
      file: "starter.ts",
      problem: `The starter exports ${started}, and the solution exports ${solved}.`,
      advice: "Give both the same functions, in the same order.",
    });
  }
  if (facts && inWords(facts.writes) !== solved) {
    findings.push({
      file: "lesson.mdx",
      problem: `lesson.writes says ${inWords(facts.writes)}, and the solution exports ${solved}.`,
      advice: "List the solution's exports in lesson.writes, in their order.",
    });
  }
  return findings;
}

function lessonNumber(text: string, line: number, slug: string): Finding[] {
  const number = /\blesson[- _]?\d+\b/i.exec(text)?.[0];
  if (number === undefined) return [];
  return [
    {
      file: "starter.ts",
      line,
      problem: `The starter says "${number}", and a lesson's number may change.`,
      advice: `Call the lesson by its slug, as in: pnpm test ${slug}`,
    },
  ];
}
