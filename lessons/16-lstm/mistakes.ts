import type { Mistake, Probes } from "@vanishing/grader";

type Values = readonly number[];

interface Weights {
  readonly inputWeight: readonly Values[];
  readonly recurrentWeight: readonly Values[];
  readonly bias: Values;
}

interface State {
  readonly h: Values;
  readonly c: Values;
}

const twoUnits: Weights = {
  inputWeight: [[0.5, -0.7, 0.9, 0.3, -1.1, 0.6, 0.8, -0.4]],
  recurrentWeight: [
    [0.2, 0.9, -0.6, 0.7, 0.4, -0.8, 1.2, 0.1],
    [-0.3, 0.5, 1.1, -0.2, 0.6, 0.7, -0.9, 0.4],
  ],
  bias: [0.1, -0.5, 1.3, 0.8, 0.4, -0.2, 0.7, -0.6],
};

export const probes: Probes = {
  lstmStep: [
    [twoUnits, [1.2], { h: [0.4, -0.3], c: [1.7, -0.9] }],
    [twoUnits, [-0.8], { h: [-0.6, 0.2], c: [-2.2, 1.4] }],
  ],
  cellGain: [
    [1, 3],
    [2.5, 7],
    [-0.5, 2],
  ],
  forgetBiasFor: [
    [3, 0.2],
    [10, 0.5],
    [40, 0.7],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "gates-in-onnx-order",
    task: "lstmStep",
    misunderstanding:
      "The blocks are read in the order i, o, f, g, as ONNX has them, where i, f, g, o is asked for.",
    hint: "Frameworks order the blocks in their own ways. Close the gate of the second block by its bias, and see whether the cell loses its content or only hides it.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(2, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(3, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(1, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 2, 3, 1].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "input-and-forget-swapped",
    task: "lstmStep",
    misunderstanding:
      "The input gate and the forget gate have changed places: what should keep the cell writes to it, and the other way round.",
    hint: "Which gate does the old cell pass, and which one what is new? Name the blocks by what they multiply.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(0, unit)) * old + sigmoid(block(1, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [1, 0, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "candidate-and-output-swapped",
    task: "lstmStep",
    misunderstanding:
      "The third and the fourth block have changed places: the order i, f, o, g, where i, f, g, o is asked for.",
    hint: "The third block is the candidate, which may be negative. The fourth is the gate through which the cell is seen.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(3, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(2, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 3, 2].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "tanh-on-the-gates",
    task: "lstmStep",
    misunderstanding:
      "The gates go through tanh, so that they lie between −1 and 1: a gate can turn its content round.",
    hint: "A gate lets through a share, from nothing to all. Which of the two functions gives shares?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) =>
          Math.tanh(block(1, unit)) * old + Math.tanh(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => Math.tanh(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = Math.tanh(zf) * old + Math.tanh(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(Math.tanh(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "sigmoid-on-the-candidate",
    task: "lstmStep",
    misunderstanding:
      "The candidate goes through the sigmoid, so that it is never negative and the cell can only grow.",
    hint: "What is written may be positive or negative. Which of the two functions is for that?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * sigmoid(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * gate(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "forget-bias-missing",
    task: "lstmStep",
    misunderstanding: "The forget gate has no bias: its block takes x and h into account and nothing else.",
    hint: "Without input and state a forget gate opens to σ(b_f), and yours to one half. Where does its block lose b?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce(
          (sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0),
          (Math.floor(k / h.length) === 1 ? 0 : b) + read,
        );
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = place === 1 ? 0 : (weights.bias[place * size + unit] ?? 0);
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "no-biases",
    task: "lstmStep",
    misunderstanding: "None of the four blocks has its bias.",
    hint: "Set x and h to 0: what is left of z is b, and no gate of yours feels it.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((_, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "bias-twice",
    task: "lstmStep",
    misunderstanding: "Each bias is added twice, once with the input and once with the hidden state.",
    hint: "PyTorch has two biases and adds them. Here there is one: count how often it enters z.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), 2 * b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = 2 * (weights.bias[place * size + unit] ?? 0);
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "hidden-state-ignored",
    task: "lstmStep",
    misunderstanding: "The gates read x alone: the hidden state h plays no part.",
    hint: "An LSTM is recurrent. Change h and leave the rest: which pre-activations should move?",
    wrong: ({ inputWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) =>
        x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), b),
      );
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          x.forEach((value, row) => {
            z += value * (weights.inputWeight[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "cell-squashed-before-the-sum",
    task: "lstmStep",
    misunderstanding: "The old cell goes through tanh before the forget gate: f ⊙ tanh(c) in place of f ⊙ c.",
    hint: "Each squashing multiplies the gradient by a slope below 1. The point of the cell is that its path has none.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) =>
          sigmoid(block(1, unit)) * Math.tanh(old) + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * Math.tanh(old) + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "cell-squashed-after-the-sum",
    task: "lstmStep",
    misunderstanding:
      "The new cell goes through tanh before it is handed on, so that it never leaves the range from −1 to 1.",
    hint: "The cell is handed on as it is. Only what is shown, h, goes through tanh.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map((old, unit) =>
        Math.tanh(sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit))),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = Math.tanh(gate(zf) * old + gate(zi) * Math.tanh(zg));
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "cell-shown-without-tanh",
    task: "lstmStep",
    misunderstanding: "The hidden state is o ⊙ c′: the cell is shown without tanh.",
    hint: "The cell may grow far beyond 1. What keeps the hidden state between −1 and 1?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * value), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * cell);
      }
      return { h, c };
    },
  },
  {
    name: "old-cell-shown",
    task: "lstmStep",
    misunderstanding: "The hidden state is made of the cell before the step, and not of the one after it.",
    hint: "What was written in this step is to be seen in this step. Which of the two cells is the new one?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) => sigmoid(block(1, unit)) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((_, unit) => sigmoid(block(3, unit)) * Math.tanh(c[unit] ?? 0)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(old));
      }
      return { h, c };
    },
  },
  {
    name: "forgets-what-it-writes",
    task: "lstmStep",
    misunderstanding:
      "One gate does the work of two: what is written is 1 − f of the candidate, and the input gate plays no part.",
    hint: "This is how a GRU does it. An LSTM may keep and write at once: two gates, each with its own block.",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) =>
          sigmoid(block(1, unit)) * old + (1 - sigmoid(block(1, unit))) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(zf) * old + (1 - gate(zf)) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "keeps-what-it-should-forget",
    task: "lstmStep",
    misunderstanding: "The old cell is multiplied by 1 − f: an open forget gate empties the cell.",
    hint: "In spite of its name the forget gate says what is kept. What should f = 1 do to the cell?",
    wrong: ({ inputWeight, recurrentWeight, bias }: Weights, x: Values, { h, c }: State) => {
      const sigmoid = (value: number) => 1 / (1 + Math.exp(-value));
      const z = bias.map((b, k) => {
        const read = x.reduce((sum, value, row) => sum + value * (inputWeight[row]?.[k] ?? 0), 0);
        return h.reduce((sum, value, row) => sum + value * (recurrentWeight[row]?.[k] ?? 0), b + read);
      });
      const block = (place: number, unit: number) => z[place * h.length + unit] ?? 0;
      const cell = c.map(
        (old, unit) =>
          (1 - sigmoid(block(1, unit))) * old + sigmoid(block(0, unit)) * Math.tanh(block(2, unit)),
      );
      return { h: cell.map((value, unit) => sigmoid(block(3, unit)) * Math.tanh(value)), c: cell };
    },
    inAnotherStyle: (weights: Weights, x: Values, state: State) => {
      const gate = (value: number) => (1 + Math.tanh(value / 2)) / 2;
      const size = state.c.length;
      const rows = [...weights.inputWeight, ...weights.recurrentWeight];
      const [h, c]: [number[], number[]] = [[], []];
      for (let unit = 0; unit < size; unit++) {
        const [zi, zf, zg, zo] = [0, 1, 2, 3].map((place) => {
          let z = weights.bias[place * size + unit] ?? 0;
          [...x, ...state.h].forEach((value, row) => {
            z += value * (rows[row]?.[place * size + unit] ?? 0);
          });
          return z;
        }) as [number, number, number, number];
        const old = state.c[unit] ?? 0;
        const cell = gate(-zf) * old + gate(zi) * Math.tanh(zg);
        c.push(cell);
        h.push(gate(zo) * Math.tanh(cell));
      }
      return { h, c };
    },
  },
  {
    name: "gate-without-steps",
    task: "cellGain",
    misunderstanding: "It gives σ(b), what one step leaves, whatever the number of steps.",
    hint: "The gate acts anew in each step. What is half of a half?",
    wrong: (forgetBias: number, _steps: number) => 1 / (1 + Math.exp(-forgetBias)),
    inAnotherStyle: (b: number) => (1 + Math.tanh(b / 2)) / 2,
  },
  {
    name: "steps-inside-the-gate",
    task: "cellGain",
    misunderstanding:
      "The steps multiply the bias, σ(b T), where the gate is to be multiplied T times by itself.",
    hint: "Each step is a factor. A larger bias opens a gate, and more steps leave less.",
    wrong: (forgetBias: number, steps: number) => 1 / (1 + Math.exp(-forgetBias * steps)),
    inAnotherStyle: (b: number, t: number) => {
      const e = Math.exp(b * t);
      return e / (1 + e);
    },
  },
  {
    name: "bias-as-the-gate",
    task: "cellGain",
    misunderstanding: "It is b^T: the bias itself stands for the gate, without σ.",
    hint: "A bias is a pre-activation. Which function makes a gate of it?",
    wrong: (forgetBias: number, steps: number) => forgetBias ** steps,
    inAnotherStyle: (b: number, t: number) => {
      let left = 1;
      for (let step = 0; step < t; step++) left *= b;
      return left;
    },
  },
  {
    name: "slope-of-the-gate",
    task: "cellGain",
    misunderstanding:
      "The slope of the sigmoid, σ(b)(1 − σ(b)), stands where the gate itself multiplies the cell.",
    hint: "The direct path passes the gate as a factor, and is not differentiated through it. What is ∂(f c)/∂c with f held fixed?",
    wrong: (forgetBias: number, steps: number) => {
      const f = 1 / (1 + Math.exp(-forgetBias));
      return (f * (1 - f)) ** steps;
    },
    inAnotherStyle: (b: number, t: number) => (4 * Math.cosh(b / 2) ** 2) ** -t,
  },
  {
    name: "gate-times-steps",
    task: "cellGain",
    misunderstanding: "It is T σ(b): the gates of the steps are added up and not multiplied.",
    hint: "The cell passes the gates one after the other. Two gates that are half open: how much comes through both?",
    wrong: (forgetBias: number, steps: number) => steps / (1 + Math.exp(-forgetBias)),
    inAnotherStyle: (b: number, t: number) => {
      let sum = 0;
      for (let step = 0; step < t; step++) sum += (1 + Math.tanh(b / 2)) / 2;
      return sum;
    },
  },
  {
    name: "tanh-for-the-gate",
    task: "cellGain",
    misunderstanding: "The gate is tanh(b), where it is σ(b).",
    hint: "With a bias of 0 a gate is half open. Is yours?",
    wrong: (forgetBias: number, steps: number) => Math.tanh(forgetBias) ** steps,
    inAnotherStyle: (b: number, t: number) => {
      const e = Math.exp(2 * b);
      return ((e - 1) / (e + 1)) ** t;
    },
  },
  {
    name: "closed-instead-of-open",
    task: "cellGain",
    misunderstanding: "It is (1 − σ(b))^T: what the gate holds back, and not what it lets through.",
    hint: "A large bias opens the forget gate, and an open one keeps. Which of the two shares goes to 1 as b grows?",
    wrong: (forgetBias: number, steps: number) => (1 / (1 + Math.exp(forgetBias))) ** steps,
    inAnotherStyle: (b: number, t: number) => {
      const f = (1 + Math.tanh(b / 2)) / 2;
      return (1 - f) ** t;
    },
  },
  {
    name: "steps-ignored",
    task: "forgetBiasFor",
    misunderstanding:
      "It gives the bias with which a single step leaves the whole share: the number of steps plays no part.",
    hint: "After T steps the share is to be left. How large must each of T equal factors be?",
    wrong: (_steps: number, gain: number) => Math.log(gain / (1 - gain)),
    inAnotherStyle: (_: number, share: number) => 2 * Math.atanh(2 * share - 1),
  },
  {
    name: "share-divided-by-steps",
    task: "forgetBiasFor",
    misunderstanding:
      "The share is divided by the steps, gain / T, where its T-th root is the gate of one step.",
    hint: "The gates are multiplied, and not added up. Which number, T times multiplied by itself, is the share?",
    wrong: (steps: number, gain: number) => {
      const r = gain / steps;
      return Math.log(r / (1 - r));
    },
    inAnotherStyle: (t: number, share: number) => Math.log(share) - Math.log(t - share),
  },
  {
    name: "gate-instead-of-bias",
    task: "forgetBiasFor",
    misunderstanding: "It gives the gate r that is needed, and not the bias that opens it so far.",
    hint: "Put your result through σ. The T-th power of that is to be the share.",
    wrong: (steps: number, gain: number) => gain ** (1 / steps),
    inAnotherStyle: (t: number, share: number) => Math.exp(Math.log(share) / t),
  },
  {
    name: "sign-of-the-bias",
    task: "forgetBiasFor",
    misunderstanding: "The bias has the wrong sign: it closes the gate where it should open it.",
    hint: "To keep more, the gate must open wider. Which sign has a bias that opens it beyond one half?",
    wrong: (steps: number, gain: number) => {
      const r = gain ** (1 / steps);
      return Math.log((1 - r) / r);
    },
    inAnotherStyle: (t: number, share: number) => -2 * Math.atanh(2 * Math.exp(Math.log(share) / t) - 1),
  },
  {
    name: "logarithm-of-the-gate",
    task: "forgetBiasFor",
    misunderstanding: "It gives ln r, where σ is undone by ln(r / (1 − r)).",
    hint: "A logarithm undoes e^x. Solve r = 1 / (1 + e^(−b)) for b.",
    wrong: (steps: number, gain: number) => Math.log(gain ** (1 / steps)),
    inAnotherStyle: (t: number, share: number) => Math.log(share) / t,
  },
  {
    name: "power-for-root",
    task: "forgetBiasFor",
    misunderstanding: "The share is raised to the power T, where its T-th root is asked for.",
    hint: "The share is what is left in the end. Is the gate of one step nearer to 1 than that, or farther?",
    wrong: (steps: number, gain: number) => {
      const r = gain ** steps;
      return Math.log(r / (1 - r));
    },
    inAnotherStyle: (t: number, share: number) => {
      const r = Math.exp(t * Math.log(share));
      return Math.log(r) - Math.log1p(-r);
    },
  },
  {
    name: "logarithm-to-base-two",
    task: "forgetBiasFor",
    misunderstanding: "The logarithm is the one to base 2, where the sigmoid is made of e^x.",
    hint: "Put your result for one step and a share of 0.8 into σ. What comes out?",
    wrong: (steps: number, gain: number) => {
      const r = gain ** (1 / steps);
      return Math.log2(r / (1 - r));
    },
    inAnotherStyle: (t: number, share: number) => {
      const r = Math.exp(Math.log(share) / t);
      return (Math.log(r) - Math.log(1 - r)) / Math.LN2;
    },
  },
];
