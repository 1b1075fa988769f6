import type { Mistake, Probes } from "@vanishing/grader";
import type { Tensors } from "./solution.ts";

const long: Tensors = [[3, -4], [12], []];
const short: Tensors = [[0.25], [-0.125, 0.5]];

export const probes: Probes = {
  clipByNorm: [
    [[[30, 40]], 1],
    [long, 6.5],
    [short, 2],
    [[[3e200, 4e200]], 1],
    [[[1, Number.NaN]], 1],
  ],
  clipByValue: [
    [long, 3.5],
    [[[-30, 0.5], [40]], 1],
    [short, 2],
    [[[1, Number.POSITIVE_INFINITY]], 2],
  ],
  weightDecayStep: [
    [[[2, -3]], [[3, 5]], 0.1, 0.5],
    [[[100]], [[0]], 0.25, 0.5],
    [[[1]], [[Number.NaN]], 0.1, 0],
  ],
};

export const mistakes: readonly Mistake[] = [
  {
    name: "each-tensor-by-itself",
    task: "clipByNorm",
    misunderstanding: "Each gradient is shortened by its own norm, so the step through all weights turns.",
    hint: "How long is the step through all weights? One number says it, and every entry of every gradient is in it.",
    wrong: (gradients: Tensors, limit: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      return gradients.map((gradient) => {
        const norm = Math.hypot(...gradient);
        return norm <= limit ? gradient : gradient.map((entry) => entry * (limit / norm));
      });
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      const clipped: number[][] = [];
      for (const gradient of gradients) {
        let largest = 0;
        for (const entry of gradient) {
          if (!Number.isFinite(entry)) throw new Error(`The gradient is not finite: ${entry}.`);
          largest = Math.max(largest, Math.abs(entry));
        }
        let sum = 0;
        for (const entry of gradient) sum += largest === 0 ? 0 : (entry / largest) ** 2;
        const norm = largest * Math.sqrt(sum);
        clipped.push(gradient.map((entry) => (norm > limit ? (entry / norm) * limit : entry)));
      }
      return clipped;
    },
  },
  {
    name: "always-rescales",
    task: "clipByNorm",
    misunderstanding:
      "Every gradient comes out with the length of the limit: short ones have been made longer.",
    hint: "What should become of a gradient that is shorter than the limit? Compare before you multiply.",
    wrong: (gradients: Tensors, limit: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const norm = Math.hypot(...gradients.flat());
      return gradients.map((gradient) => gradient.map((entry) => entry * (limit / norm)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      const all = gradients.flat();
      for (const entry of all) if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
      const largest = Math.max(...all.map(Math.abs));
      const norm = largest * Math.sqrt(all.reduce((sum, entry) => sum + (entry / largest) ** 2, 0));
      return gradients.map((gradient) => gradient.map((entry) => (limit * entry) / norm));
    },
  },
  {
    name: "squares-overflow",
    task: "clipByNorm",
    misunderstanding:
      "A very long gradient comes back as zeros or NaN: the sum of its squares is Infinity in the machine.",
    hint: "Math has a function for the length of a vector that never forms the large squares. What is its name?",
    wrong: (gradients: Tensors, limit: number) => {
      const all = gradients.flat();
      if (all.some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const norm = Math.sqrt(all.reduce((sum, entry) => sum + entry * entry, 0));
      return norm <= limit
        ? gradients
        : gradients.map((gradient) => gradient.map((entry) => entry * (limit / norm)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      let sum = 0;
      for (const gradient of gradients) {
        for (const entry of gradient) {
          if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
          sum += entry ** 2;
        }
      }
      const factor = Math.min(1, limit / sum ** 0.5);
      return gradients.map((gradient) => gradient.map((entry) => factor * entry));
    },
  },
  {
    name: "sum-of-sizes",
    task: "clipByNorm",
    misunderstanding:
      "The length is taken as the sum of the entries' sizes, so [30, 40] counts as 70 and not as 50.",
    hint: "3 steps east and 4 steps north end 5 steps away from where you began. Which law says so?",
    wrong: (gradients: Tensors, limit: number) => {
      const all = gradients.flat();
      if (all.some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const norm = all.reduce((sum, entry) => sum + Math.abs(entry), 0);
      return norm <= limit
        ? gradients
        : gradients.map((gradient) => gradient.map((entry) => entry * (limit / norm)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      let size = 0;
      for (const entry of gradients.flat()) {
        if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
        size += entry < 0 ? -entry : entry;
      }
      return gradients.map((gradient) =>
        gradient.map((entry) => (size > limit ? (entry / size) * limit : entry)),
      );
    },
  },
  {
    name: "norm-of-nan",
    task: "clipByNorm",
    misunderstanding:
      "A gradient with NaN in it goes through: the error is missing that says training has gone wrong.",
    hint: "The starter has a function that stops where an entry is not finite. Which line calls it?",
    wrong: (gradients: Tensors, limit: number) => {
      const norm = Math.hypot(...gradients.flat());
      return norm <= limit
        ? gradients
        : gradients.map((gradient) => gradient.map((entry) => entry * (limit / norm)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      const factor = Math.min(1, limit / Math.hypot(...gradients.flat()));
      return gradients.map((gradient) => gradient.map((entry) => entry * factor));
    },
  },
  {
    name: "one-side-only",
    task: "clipByValue",
    misunderstanding: "Only entries above the limit are moved. Those far below 0 stay as they are.",
    hint: "What becomes of −30 with limit 1? There are two limits, one on each side of 0.",
    wrong: (gradients: Tensors, limit: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      return gradients.map((gradient) => gradient.map((entry) => Math.min(entry, limit)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) =>
      gradients.map((gradient) =>
        gradient.map((entry) => {
          if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
          return entry > limit ? limit : entry;
        }),
      ),
  },
  {
    name: "sign-lost",
    task: "clipByValue",
    misunderstanding: "All entries come out positive: the size is clipped, and the sign is gone.",
    hint: "Which way does the entry −30 point, and which way does what you return for it?",
    wrong: (gradients: Tensors, limit: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      return gradients.map((gradient) => gradient.map((entry) => Math.min(Math.abs(entry), limit)));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) =>
      gradients.map((gradient) =>
        gradient.map((entry) => {
          if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
          const size = entry < 0 ? -entry : entry;
          return size > limit ? limit : size;
        }),
      ),
  },
  {
    name: "scaled-by-the-largest",
    task: "clipByValue",
    misunderstanding:
      "All entries are scaled by the largest one. That keeps the direction, and is another way to clip.",
    hint: "An entry that is within the limits should stay as it is, however large its neighbours are.",
    wrong: (gradients: Tensors, limit: number) => {
      const all = gradients.flat();
      if (all.some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const factor = Math.min(1, limit / Math.max(...all.map((entry) => Math.abs(entry))));
      return gradients.map((gradient) => gradient.map((entry) => entry * factor));
    },
    inAnotherStyle: (gradients: Tensors, limit: number) => {
      let largest = limit;
      for (const entry of gradients.flat()) {
        if (!Number.isFinite(entry)) throw new Error("A gradient is not finite.");
        largest = Math.max(largest, entry, -entry);
      }
      return gradients.map((gradient) => gradient.map((entry) => (entry * limit) / largest));
    },
  },
  {
    name: "infinity-hidden",
    task: "clipByValue",
    misunderstanding:
      "Infinity comes out as the limit: a gradient that has gone wrong looks like one that was large.",
    hint: "Which entries does the comparison with the limit let through as if nothing were wrong? The starter has a function for them.",
    wrong: (gradients: Tensors, limit: number) =>
      gradients.map((gradient) => gradient.map((entry) => Math.max(-limit, Math.min(entry, limit)))),
    inAnotherStyle: (gradients: Tensors, limit: number) =>
      gradients.map((gradient) =>
        gradient.map((entry) => (entry > limit ? limit : entry < -limit ? -limit : entry)),
      ),
  },
  {
    name: "decay-twice",
    task: "weightDecayStep",
    misunderstanding:
      "The decay comes twice: once in the factor of the weight, and once more in the gradient.",
    hint: "With gradient 0, weight 100, learning rate 0.25 and decay 0.5: how much should go in one step, and how much does?",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      return weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const total = (gradients[tensor]?.[place] ?? 0) + decay * w;
          return (1 - learningRate * decay) * w - learningRate * total;
        }),
      );
    },
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const gradient = gradients[tensor]?.[place] ?? Number.NaN;
          if (!Number.isFinite(gradient)) throw new Error("A gradient is not finite.");
          return w - learningRate * (gradient + 2 * decay * w);
        }),
      ),
  },
  {
    name: "decay-without-rate",
    task: "weightDecayStep",
    misunderstanding:
      "The weight loses the whole decay in each step: the learning rate is missing beside it.",
    hint: "Both parts of the step are multiplied by the learning rate. Which of yours is not?",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      return weights.map((weight, tensor) =>
        weight.map((w, place) => (1 - decay) * w - learningRate * (gradients[tensor]?.[place] ?? 0)),
      );
    },
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const gradient = gradients[tensor]?.[place] ?? Number.NaN;
          if (!Number.isFinite(gradient)) throw new Error("A gradient is not finite.");
          return w - decay * w - gradient * learningRate;
        }),
      ),
  },
  {
    name: "decay-of-the-gradient",
    task: "weightDecayStep",
    misunderstanding: "The gradient is made smaller and not the weight: without a gradient nothing decays.",
    hint: "Which of the two numbers should lose a share of itself in each step, even where the loss does not ask for it?",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const kept = 1 - learningRate * decay;
      return weights.map((weight, tensor) =>
        weight.map((w, place) => w - learningRate * kept * (gradients[tensor]?.[place] ?? 0)),
      );
    },
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const gradient = gradients[tensor]?.[place] ?? Number.NaN;
          if (!Number.isFinite(gradient)) throw new Error("A gradient is not finite.");
          return w + (learningRate ** 2 * decay - learningRate) * gradient;
        }),
      ),
  },
  {
    name: "uphill",
    task: "weightDecayStep",
    misunderstanding: "The step follows the gradient uphill: the loss grows.",
    hint: "The gradient points where the loss rises. Which sign leads down?",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const kept = 1 - learningRate * decay;
      return weights.map((weight, tensor) =>
        weight.map((w, place) => kept * w + learningRate * (gradients[tensor]?.[place] ?? 0)),
      );
    },
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const gradient = gradients[tensor]?.[place] ?? Number.NaN;
          if (!Number.isFinite(gradient)) throw new Error("A gradient is not finite.");
          return w - learningRate * (decay * w - gradient);
        }),
      ),
  },
  {
    name: "clips-the-weights",
    task: "weightDecayStep",
    misunderstanding:
      "The new weights are held between −1 and 1: it is gradients that are clipped, and not here.",
    hint: "What should become of a weight of 100 that nothing pulls on? Only a share of it goes.",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) => {
      if (gradients.flat().some((entry) => !Number.isFinite(entry))) throw new Error("It is not finite.");
      const kept = 1 - learningRate * decay;
      return weights.map((weight, tensor) =>
        weight.map((w, place) =>
          Math.max(-1, Math.min(1, kept * w - learningRate * (gradients[tensor]?.[place] ?? 0))),
        ),
      );
    },
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => {
          const gradient = gradients[tensor]?.[place] ?? Number.NaN;
          if (!Number.isFinite(gradient)) throw new Error("A gradient is not finite.");
          const next = w - learningRate * (decay * w + gradient);
          return Math.abs(next) > 1 ? Math.sign(next) : next;
        }),
      ),
  },
  {
    name: "step-by-nan",
    task: "weightDecayStep",
    misunderstanding: "A gradient of NaN is followed, and the weight is NaN for ever after.",
    hint: "What should happen before the first weight is touched? The starter has a function that stops.",
    wrong: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map(
          (w, place) => (1 - learningRate * decay) * w - learningRate * (gradients[tensor]?.[place] ?? 0),
        ),
      ),
    inAnotherStyle: (weights: Tensors, gradients: Tensors, learningRate: number, decay: number) =>
      weights.map((weight, tensor) =>
        weight.map((w, place) => w - learningRate * (decay * w + (gradients[tensor]?.[place] ?? 0))),
      ),
  },
];
