import type { Exports, Hints, Mistake, Probes, Variant } from "../lesson-modules.ts";
import type { LessonSurvey, SurveyMessage } from "./lesson-survey.ts";

// The process that surveyLesson starts: it loads a lesson's modules once, and tells what they hold.

let file = "solution.ts";

function say(message: SurveyMessage | { readonly loads: string }): Promise<void> {
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

async function survey(lesson: string): Promise<LessonSurvey> {
  const load = async (name: string) => {
    file = name;
    await say({ loads: name });
    return import(new URL(name, lesson).href);
  };
  const solution = codeOf(await load("solution.ts"));
  const { mistakes, probes }: { mistakes: readonly Mistake[]; probes: Probes } = await load("mistakes.ts");
  exported("mistakes", Array.isArray(mistakes));
  exported("probes", probes);
  const known = mistakes.map(({ name, task, misunderstanding, hint }) => ({
    name: textOf(name),
    task: textOf(task),
    misunderstanding: textOf(misunderstanding),
    hint: textOf(hint),
  }));
  const probed = Object.keys(probes);
  const { variants }: { variants: readonly Variant[] } = await load("variants.ts");
  exported("variants", Array.isArray(variants));
  const correct = variants.map(({ algorithm, exports }) => ({
    algorithm: textOf(algorithm),
    code: codeOf(exports ?? {}),
  }));
  const { hints }: { hints: Hints } = await load("hints.ts");
  exported("hints", hints && Object.values(hints).every(Array.isArray));
  return { solution, mistakes: known, probed, variants: correct, hints };
}

/** What is missing is an empty text: the check of an author's lesson says so. */
function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function exported(name: string, found: unknown): void {
  if (!found) throw new Error(`it should export ${name}, with the type that other lessons give it`);
}

function codeOf(exports: Exports): Record<string, string> {
  return Object.fromEntries(Object.entries(exports).map(([name, f]) => [name, String(f)]));
}

process.once("message", (lesson: string) => {
  survey(lesson)
    .then((found) => say({ survey: found }))
    .catch((error: unknown) => {
      const problem = error instanceof Error ? error.message : String(error);
      return say({ file, problem });
    })
    .finally(() => process.exit());
});
