import {
  type Layer,
  linear,
  matrix,
  normalMatrix,
  Parameter,
  random,
  sgd,
  Tape,
  type Tensor,
} from "@vanishing/core";
import { training, type Workload } from "./workload.ts";

const [hidden, features, steps, batch] = [64, 16, 200, 32];

/** W4: a recurrent network through time, its gates composed of single operations: many small products in a long chain. */
export const lstm: Workload = {
  name: "lstm",
  description: "W4: LSTM, hidden 64, input 16, T = 200, batch 32, full backpropagation through time",
  start() {
    const draw = random(4);
    const limit = 1 / Math.sqrt(hidden);
    const inputs = Array.from({ length: steps }, () => normalMatrix(draw, batch, features, 1));
    const targets = normalMatrix(draw, batch, 1, 1);
    const ofInput = linear({
      weight: normalMatrix(draw, features, 4 * hidden, limit),
      bias: matrix(1, 4 * hidden),
    });
    const ofState = new Parameter(normalMatrix(draw, hidden, 4 * hidden, limit));
    const readout = linear({ weight: normalMatrix(draw, hidden, 1, limit), bias: matrix(1, 1) });
    const tape = new Tape();
    const network: Layer = {
      parameters: () => [...ofInput.parameters(), ofState, ...readout.parameters()],
      forward: (tape, first) => {
        let h = tape.constant(matrix(batch, hidden));
        let c = tape.constant(matrix(batch, hidden));
        inputs.forEach((input, time) => {
          const x = time === 0 ? first : tape.constant(input);
          const z = ofInput.forward(tape, x).add(h.matmul(ofState.beside(x)));
          const [i, f, g, o] = [0, 1, 2, 3].map((gate) =>
            z.slice({ columns: [gate * hidden, (gate + 1) * hidden] }),
          ) as [Tensor, Tensor, Tensor, Tensor];
          c = f.sigmoid().mul(c).add(i.sigmoid().mul(g.tanh()));
          h = o.sigmoid().mul(c.tanh());
        });
        return readout.forward(tape, h);
      },
    };
    return training({
      tape,
      network,
      optimizer: sgd({ learningRate: 0.1 }),
      lossOf: () =>
        network.forward(tape, tape.constant(inputs[0] ?? matrix(batch, features))).meanSquaredError(targets),
    });
  },
};
