import { normalMatrix, random } from "@vanishing/core";
import type { ElementwiseProblem } from "./problem.ts";
import type { Workload } from "./workload.ts";

const entries = 1_000_000;

/** W5: value and derivative of three activations, one after the other, over a million entries. */
export const elementwise: Workload = {
  name: "elementwise",
  description: "W5: GELU, tanh and sigmoid, value and derivative, 1,000,000 entries",
  draw: (): ElementwiseProblem => ({
    kind: "elementwise",
    inputs: normalMatrix(random(5), 1000, entries / 1000, 3),
  }),
};
