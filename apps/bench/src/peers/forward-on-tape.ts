import { gelu, sigmoid, tanh } from "@vanishing/activations";
import { matrix, Tape } from "@vanishing/core";
import { denseNetwork, recurrentNetwork } from "../workloads/on-tape.ts";
import type { Problem } from "../workloads/problem.ts";
import type { Attempt, Contender } from "./contender.ts";

/** The forward pass alone, on a tape as a user gets it. */
export const forwardOnTape: Contender = {
  name: "ours",
  version: undefined,
  start: (problem) => attemptForward(problem, new Tape()),
};

/** What a forward pass computes stands in new matrices, which are all zero before it. */
function attemptForward(problem: Problem, tape: Tape): Attempt {
  const outputs = outputsBefore(problem);
  const compute = forwardOf(problem, tape);
  return {
    step() {
      compute().forEach(({ value }, place) => {
        outputs[place]?.set(value.data);
      });
      tape.reset();
      return undefined;
    },
    results: () => outputs,
  };
}

/** Zeros in the shapes of the outputs. */
export function outputsBefore(problem: Problem): Float32Array[] {
  if (problem.kind !== "elementwise") return [new Float32Array(problem.targets.data.length)];
  return [0, 1, 2].map(() => new Float32Array(problem.inputs.data.length));
}

function forwardOf(problem: Problem, tape: Tape) {
  switch (problem.kind) {
    case "dense": {
      const network = denseNetwork({ ...problem, readsNorms: false });
      return () => [network.forward(tape, tape.constant(problem.inputs))];
    }
    case "recurrent": {
      const network = recurrentNetwork(problem);
      const [first = matrix(0, 0)] = problem.inputs;
      return () => [network.forward(tape, tape.constant(first))];
    }
    case "elementwise":
      return () => {
        const x = tape.constant(problem.inputs);
        return [gelu, tanh, sigmoid].map((f) => x.apply(f));
      };
  }
}
