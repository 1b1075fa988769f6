export { endlessAfter, endlessProblem, recognisedWithin } from "./endless.ts";
export { type Contract, contractOf, examine } from "./examine.ts";
export { expect } from "./expect.ts";
export { createHarness, type Harness } from "./harness.ts";
export { hintKeyFor, hintsFor } from "./hints.ts";
export type { ExerciseFunction, Exports, Hints, Mistake, Probes, Variant } from "./lesson-modules.ts";
export { type Recognised, recognise } from "./recognise.ts";
export { describePath, openTask, type TestResult } from "./verdict.ts";
export { exerciseWithMistake, exerciseWithVariant } from "./written-exercise.ts";
