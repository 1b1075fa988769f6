import type { Contender, Started } from "./contender.ts";
import {
  byExamples,
  cannotByExamples,
  type NodeWeights,
  noCrossEntropy,
  rateOf,
} from "./example-by-example.ts";

interface Volume {
  w: { [at: number]: number };
}

type Layer = NodeWeights & { readonly layer_type: string };

/** What is used of ConvNetJS. */
export interface ConvNet {
  Net: new () => { makeLayers(definitions: object[]): void; layers: Layer[] };
  Vol: new (width: number, height: number, depth: number, value: number) => Volume;
  SGDTrainer: new (
    net: object,
    options: { learning_rate: number; momentum: number; batch_size: number },
  ) => { train(input: Volume, target: number[]): { cost_loss: number } };
}

/** ConvNetJS: its trainer takes one example after the other, and updates once a batch. */
export function convNet(library: ConvNet, version: string): Contender {
  return {
    name: "ConvNetJS",
    version,
    note: "float64, an example at a time",
    start(problem): Started {
      if (problem.kind !== "dense") return cannotByExamples(problem) as Started;
      if (problem.loss === "binaryCrossEntropy") return noCrossEntropy;
      const net = new library.Net();
      const outputs = problem.layers.map(({ bias, activation }) => ({
        num_neurons: bias.columns,
        activation,
      }));
      // Its layer for the loss brings a layer of weights before it, which here is the identity's place.
      net.makeLayers([
        { type: "input", out_sx: 1, out_sy: 1, out_depth: problem.inputs.columns },
        ...outputs.map((layer) => ({ type: "fc", ...layer })),
        { type: "regression", num_neurons: problem.targets.columns },
      ]);
      const connected = net.layers.filter(({ layer_type }) => layer_type === "fc");
      if (connected.length > problem.layers.length) {
        net.layers.splice(net.layers.indexOf(connected.at(-1) as Layer), 1);
      }
      const trainer = new library.SGDTrainer(net, {
        learning_rate: rateOf(problem),
        momentum: 0,
        batch_size: problem.inputs.rows,
      });
      return byExamples(problem, {
        layers: connected.slice(0, problem.layers.length),
        lossFactor: 2,
        train(input, target) {
          const volume = new library.Vol(1, 1, input.length, 0);
          for (let at = 0; at < input.length; at++) volume.w[at] = input[at] as number;
          return trainer.train(volume, target).cost_loss;
        },
      });
    },
  };
}
