import { contractOf, examine } from "../examine.ts";
import { expect } from "../expect.ts";
import { createHarness } from "../harness.ts";
import type { Exports, Mistake, Probes } from "../lesson-modules.ts";
import { type Recognised, recognise } from "../recognise.ts";
import type { TestResult } from "../verdict.ts";
import { evaluateModule, type ModuleExports, type ModuleTable, withoutTypes } from "./text-module.ts";

/** A lesson's files, as texts. */
export interface LessonTexts {
  readonly folder: string;
  readonly suite: string;
  readonly starter: string;
  readonly solution: string;
  readonly mistakes: string;
}

/** What comes of an exercise, as it comes. */
export type GradingStep =
  /** The exercise cannot be checked, and why. Nothing follows. */
  | { readonly kind: "refused"; readonly problem: string }
  | { readonly kind: "started"; readonly path: readonly string[] }
  | { readonly kind: "result"; readonly result: TestResult }
  /** The suite is through, and the comparison with known mistakes begins. */
  | { readonly kind: "recognises" }
  | { readonly kind: "recognised"; readonly recognised: readonly Recognised[] };

/**
 * Runs a lesson's suite on an exercise, both as texts, and compares the exercise with known mistakes where a test failed: what the
 * terminal does with files. Steps are told through `tell` as they come, since code that never comes back hears of nothing else.
 *
 * @param packages the packages that the texts may import, such as `@vanishing/core`
 */
export async function gradeTexts(
  lesson: LessonTexts,
  exercise: string,
  packages: ModuleTable,
  tell: (step: GradingStep) => void,
): Promise<void> {
  const problem = await problemOf(exercise, lesson.starter);
  if (problem !== undefined) return tell({ kind: "refused", problem });
  let written: ModuleExports;
  try {
    written = evaluateModule(exercise, "exercise.ts", packages);
  } catch (error) {
    return tell({
      kind: "refused",
      problem: `Your code threw an error while it was loaded: ${inWords(error)}`,
    });
  }
  await gradeModule(lesson, written, packages, tell);
}

/** Runs a lesson's suite on a module that is loaded already, as {@link gradeTexts} does on a text. */
export async function gradeModule(
  lesson: LessonTexts,
  written: ModuleExports,
  packages: ModuleTable,
  tell: (step: GradingStep) => void,
): Promise<void> {
  const harness = createHarness();
  const vitest = { describe: harness.describe, test: harness.test, expect };
  evaluateModule(lesson.suite, "lesson.test.ts", {
    ...packages,
    vitest,
    [`#exercise/${lesson.folder}`]: written,
  });
  let failed = false;
  for await (const result of harness.run((path) => tell({ kind: "started", path }))) {
    failed ||= result.state === "failed";
    tell({ kind: "result", result });
  }
  if (!failed) return;
  tell({ kind: "recognises" });
  tell({ kind: "recognised", recognised: recogniseIn(lesson, written, packages) });
}

async function problemOf(exercise: string, starter: string): Promise<string | undefined> {
  let plain: string;
  try {
    plain = withoutTypes(exercise.replace(/^\uFEFF/, ""));
  } catch (error) {
    return syntaxProblem(error);
  }
  return examine(plain, await contractOf(withoutTypes(starter)));
}

/** sucrase's error in words, with the line as an editor shows it. */
function syntaxProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const place = /\((\d+):\d+\)\s*$/.exec(message);
  const reason = message.replace(/^Error transforming [^:]*: /, "").replace(/\s*\(\d+:\d+\)\s*$/, "");
  const where = place ? `Line ${place[1]}` : "The exercise";
  return `${where} cannot be read as TypeScript: ${reason}.`;
}

function recogniseIn(lesson: LessonTexts, written: ModuleExports, packages: ModuleTable): Recognised[] {
  const solution = evaluateModule(lesson.solution, "solution.ts", packages) as Exports;
  const { mistakes, probes } = evaluateModule(lesson.mistakes, "mistakes.ts", packages) as {
    mistakes: readonly Mistake[];
    probes: Probes;
  };
  return recognise(written, solution, mistakes, probes);
}

function inWords(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)[0]}` : String(error);
}
