import { createHarness } from "../harness.ts";

// The module that `vitest` resolves to while a suite is graded. It is loaded anew for each candidate, so one harness serves one run.
export { expect } from "../expect.ts";
export const harness = createHarness();
export const { describe, test } = harness;
