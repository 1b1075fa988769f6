import { gelu, sigmoid, tanh } from "@vanishing/activations";
import { matrix, normalMatrix, random, Tape } from "@vanishing/core";
import type { Workload } from "./workload.ts";

const entries = 1_000_000;

/** W5: value and derivative of three activations, one after the other, over a million entries. */
export const elementwise: Workload = {
  name: "elementwise",
  description: "W5: GELU, tanh and sigmoid, value and derivative, 1,000,000 entries",
  start() {
    const inputs = normalMatrix(random(5), 1000, entries / 1000, 3);
    const ones = matrix(1000, entries / 1000);
    ones.data.fill(1);
    const result = matrix(1000, entries / 1000);
    const tape = new Tape();
    return {
      results: [result],
      step() {
        const x = tape.parameter(inputs);
        for (const f of [gelu, tanh, sigmoid]) x.apply(f).backward(ones);
        if (x.gradient) result.data.set(x.gradient.data);
        tape.reset();
      },
    };
  },
};
