import { gelu, relu, sigmoid, tanh } from "@vanishing/activations";
import {
  activation,
  type Layer,
  linear,
  matrix,
  type Parameter,
  probe,
  sequential,
  sgd,
  Tape,
  type Tensor,
} from "@vanishing/core";
import { lstm, unroll } from "@vanishing/recurrent";
import {
  type DenseProblem,
  type ElementwiseProblem,
  type Problem,
  type RecurrentProblem,
  trainedMatrices,
} from "./problem.ts";
import type { Run, Start } from "./workload.ts";

const functions = { sigmoid, tanh, relu };

/** A problem on a tape, as a user of the packages writes it. The steps change the problem's own matrices. */
export function onTape(problem: Problem, tape: Tape = new Tape()): Run {
  switch (problem.kind) {
    case "dense":
      return dense(problem, tape);
    case "recurrent":
      return recurrent(problem, tape);
    case "elementwise":
      return elementwise(problem, tape);
  }
}

/** The layers of a dense problem, as layers of the packages. */
export function denseNetwork({ layers, readsNorms }: DenseProblem): Layer {
  return sequential(
    layers.flatMap(({ weight, bias, activation: name }, index) => [
      linear({ weight, bias, ...(readsNorms && { label: `layer ${index + 1}` }) }),
      ...(name === undefined ? [] : [activation(functions[name])]),
    ]),
  );
}

/** The network of a recurrent problem, over all of its time; the input of the first point in time is what it is called with. */
export function recurrentNetwork(problem: RecurrentProblem): Layer {
  const { weight: inputWeight, bias } = problem.ofInput;
  const cell = lstm({ inputWeight, recurrentWeight: problem.ofState, bias });
  const readout = linear(problem.readout);
  return {
    parameters() {
      const [ofInput, ofState, ofBias] = cell.parameters() as [Parameter, Parameter, Parameter];
      return [ofInput, ofBias, ofState, ...readout.parameters()];
    },
    forward(tape, first) {
      const { lastState } = unroll(tape, cell, [first, ...problem.inputs.slice(1)]);
      return readout.forward(tape, lastState.h);
    },
  };
}

const dense: Start<DenseProblem> = (problem, tape) => {
  const network = denseNetwork(problem);
  return training({
    tape,
    problem,
    network,
    lossOf: () => network.forward(tape, tape.constant(problem.inputs))[problem.loss](problem.targets),
    look() {
      if (!problem.readsNorms) return;
      const norms = probe(tape).map(({ gradientNorm }) => gradientNorm ?? Number.NaN);
      if (!norms.every(Number.isFinite)) throw new Error("deep: a layer has no finite gradient");
    },
  });
};

const recurrent: Start<RecurrentProblem> = (problem, tape) => {
  const network = recurrentNetwork(problem);
  const [first = matrix(0, 0)] = problem.inputs;
  return training({
    tape,
    problem,
    network,
    lossOf: () => network.forward(tape, tape.constant(first)).meanSquaredError(problem.targets),
  });
};

/** The run that trains `network` by the loss that `lossOf` records. `look` may read what the step has left on the tape. */
function training({
  tape,
  problem,
  network,
  lossOf,
  look = () => {},
}: {
  readonly tape: Tape;
  readonly problem: DenseProblem | RecurrentProblem;
  readonly network: Layer;
  readonly lossOf: () => Tensor;
  readonly look?: () => void;
}): Run {
  const parameters = network.parameters();
  const results = trainedMatrices(problem);
  const optimizer = sgd({ learningRate: problem.learningRate });
  return {
    results,
    step() {
      const recorded = lossOf();
      recorded.backward();
      const loss = recorded.value.data[0];
      optimizer.step(
        results,
        parameters.map(({ gradient }) => gradient),
      );
      look();
      tape.reset();
      return loss;
    },
  };
}

const elementwise: Start<ElementwiseProblem> = ({ inputs }, tape) => {
  const { rows, columns } = inputs;
  const ones = matrix(rows, columns);
  ones.data.fill(1);
  const result = matrix(rows, columns);
  return {
    results: [result],
    step() {
      const x = tape.parameter(inputs);
      for (const f of [gelu, tanh, sigmoid]) x.apply(f).backward(ones);
      if (x.gradient) result.data.set(x.gradient.data);
      tape.reset();
      return undefined;
    },
  };
};
