import { createHarness } from "../harness.ts";

// The module that `vitest` resolves to while a suite is graded. One process grades one suite, so one harness serves it.
export { expect } from "../expect.ts";
export const harness = createHarness();
export const { describe, test } = harness;
