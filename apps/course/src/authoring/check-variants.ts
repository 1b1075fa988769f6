import type { LessonSurvey, SurveyedVariant } from "@vanishing/grader/node";
import { codeShape } from "./code-shape.ts";
import type { Finding } from "./finding.ts";
import { repeated } from "./repeated.ts";

const file = "variants.ts";
const fewest = 3;

/**
 * The correct answers of variants.ts are some, each by an algorithm with a name of its own, each for all tasks, and none is another one
 * or the solution, written with other names and another layout.
 */
export function checkVariants({
  variants,
  solution,
}: Pick<LessonSurvey, "variants" | "solution">): Finding[] {
  const tasks = Object.keys(solution);
  const findings: Finding[] = [];
  if (variants.length < fewest) {
    findings.push({
      file,
      problem: `There are ${variants.length} correct answers, and a lesson has ${fewest} at least.`,
      advice: "Solve the tasks by one more algorithm: the suite must not depend on one way of writing.",
    });
  }
  for (const name of repeated(variants.map(({ algorithm }) => algorithm))) {
    const problem = `Two variants have the algorithm "${name}".`;
    findings.push({ file, problem, advice: "Name what is different, or take one of them out." });
  }
  for (const { algorithm, code } of variants) {
    const missing = tasks.filter((task) => !(task in code));
    if (algorithm.trim() === "") {
      findings.push({
        file,
        problem: "A variant's algorithm has no name.",
        advice: "Say it in a few words.",
      });
    }
    if (missing.length > 0) {
      const problem = `The variant "${algorithm}" has no ${missing.join(", ")}.`;
      findings.push({ file, problem, advice: "A variant answers all tasks of the lesson." });
    }
  }
  return [...findings, ...sameCode([{ algorithm: "the solution", code: solution }, ...variants], tasks)];
}

function sameCode(answers: readonly SurveyedVariant[], tasks: readonly string[]): Finding[] {
  const seen = new Map<string, string>();
  return answers.flatMap(({ algorithm, code }) => {
    const shape = tasks.map((task) => shapeOf(code[task] ?? "")).join("\n");
    const earlier = seen.get(shape);
    seen.set(shape, earlier ?? algorithm);
    if (earlier === undefined) return [];
    const problem = `The variant "${algorithm}" is the same code as "${earlier}", apart from names and layout.`;
    return [
      { file, problem, advice: "Take another algorithm: another formula, order of work or data structure." },
    ];
  });
}

/** A function of the language's own, such as Math.hypot, has no code to read: its text tells it. */
function shapeOf(code: string): string {
  try {
    return codeShape(code);
  } catch {
    return code;
  }
}
