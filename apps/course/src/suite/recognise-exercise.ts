import type { Exports, Mistake, Probes } from "@vanishing/grader";
import { type Recognised, recognise } from "@vanishing/grader/recognise";

/**
 * Compares a lesson's exercise with its known mistakes, in the process that has run its suite: the exercise is loaded already.
 *
 * @param folder the lesson's, as vite writes paths
 */
export async function recogniseExercise(folder: string): Promise<Recognised[]> {
  const load = (file: string) => import(/* @vite-ignore */ `${folder}/${file}`);
  const [learner, solution, { mistakes, probes }]: [
    Readonly<Record<string, unknown>>,
    Exports,
    { mistakes: readonly Mistake[]; probes: Probes },
  ] = await Promise.all([load("exercise.ts"), load("solution.ts"), load("mistakes.ts")]);
  return recognise(learner, solution, mistakes, probes);
}
