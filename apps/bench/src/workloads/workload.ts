import type { Layer, Matrix, Optimizer, Tape, Tensor } from "@vanishing/core";

/** A computation that the bench times, the same in every kernel set and engine: seeds and sizes are part of it. */
export interface Workload {
  /** What `node apps/bench/src/train.ts NAME STEPS` calls it. */
  readonly name: string;
  readonly description: string;
  /** Draws data and weights anew. */
  start(): Run;
}

/** A workload under way. */
export interface Run {
  /** One step: forward, backward and update, or what stands for it. */
  step(): void;
  /** What the steps change. */
  readonly results: readonly Matrix[];
}

/** The run that trains `network` by the loss that `lossOf` records. `look` may read what the step has left on the tape. */
export function training({
  tape,
  network,
  optimizer,
  lossOf,
  look = () => {},
}: {
  readonly tape: Tape;
  readonly network: Layer;
  readonly optimizer: Optimizer;
  readonly lossOf: () => Tensor;
  readonly look?: () => void;
}): Run {
  const parameters = network.parameters();
  const results = parameters.map(({ value }) => value);
  return {
    results,
    step() {
      lossOf().backward();
      optimizer.step(
        results,
        parameters.map(({ gradient }) => gradient),
      );
      look();
      tape.reset();
    },
  };
}
