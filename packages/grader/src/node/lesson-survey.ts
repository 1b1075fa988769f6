import { pathToFileURL } from "node:url";
import type { Hints, Mistake } from "../lesson-modules.ts";
import { forkGuarded, startsWithin } from "./guarded-process.ts";

export type SurveyedMistake = Pick<Mistake, "name" | "task" | "misunderstanding" | "hint">;

export interface SurveyedVariant {
  readonly algorithm: string;
  /** The functions' texts, without types, by name. */
  readonly code: Readonly<Record<string, string>>;
}

/** What a lesson's modules say when they are loaded. */
export interface LessonSurvey {
  /** The texts of the solution's functions, without types, by name. */
  readonly solution: Readonly<Record<string, string>>;
  readonly mistakes: readonly SurveyedMistake[];
  /** The tasks that have probes. */
  readonly probed: readonly string[];
  readonly variants: readonly SurveyedVariant[];
  readonly hints: Hints;
}

export type SurveyMessage =
  | { readonly survey: LessonSurvey }
  | { readonly survey?: undefined; readonly file: string; readonly problem: string };

/**
 * Loads a lesson's solution.ts, mistakes.ts, variants.ts and hints.ts in a process of their own, and tells what they hold; or which of
 * them cannot be loaded, and why.
 */
export function surveyLesson(lessonFolder: string): Promise<SurveyMessage> {
  return new Promise((resolve, reject) => {
    const child = forkGuarded(new URL("survey-process.ts", import.meta.url));
    const alarm = setTimeout(() => child.kill("SIGKILL"), startsWithin);
    let file = "solution.ts";
    let said: SurveyMessage | undefined;
    child.on("message", (message: SurveyMessage | { readonly loads: string }) => {
      if ("loads" in message) file = message.loads;
      else said = message;
    });
    child.on("error", reject);
    child.on("close", () => {
      clearTimeout(alarm);
      resolve(said ?? { file, problem: "it does not come to an end when it is loaded" });
    });
    child.send(pathToFileURL(`${lessonFolder}/`).href);
  });
}
