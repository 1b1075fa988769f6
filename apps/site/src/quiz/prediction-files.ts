import { fileOfLesson, lessonsFolder } from "../lesson-modules.ts";
import type { PredictionTexts } from "./prediction-texts.ts";

// Vite replaces each call by the modules that match, so the patterns are written out.
const texts = import.meta.glob<string>("../../../../lessons/*/{predictions,solution}.ts", {
  query: "?raw",
  import: "default",
});
const modules = import.meta.glob<Readonly<Record<string, unknown>>>("../../../../lessons/*/predictions.ts");

/** Whether a lesson has something to predict. */
export function hasPredictions(lesson: string): boolean {
  return `${lessonsFolder}/${lesson}/predictions.ts` in modules;
}

/** The texts that the page runs a lesson's predictions from. @throws when the lesson has none */
export async function predictionTexts(lesson: string): Promise<PredictionTexts> {
  const [predictions, solution] = await Promise.all([
    fileOfLesson(texts, lesson, "predictions.ts"),
    fileOfLesson(texts, lesson, "solution.ts"),
  ]);
  return { predictions, solution };
}

/** What a function of a lesson's predictions.ts gives when it is run here. @throws when it is not there, or throws */
export async function runHere(lesson: string, name: string): Promise<unknown> {
  const predictions = await fileOfLesson(modules, lesson, "predictions.ts");
  const called = Object.hasOwn(predictions, name) ? predictions[name] : undefined;
  if (typeof called !== "function") {
    const functions = Object.keys(predictions).join(", ");
    throw new Error(`predictions.ts exports no function ${name}; it exports ${functions || "nothing"}.`);
  }
  return called();
}
