import { forAll, lists, matchers, numbers } from "@vanishing/checks";
import { clipByGlobalNorm, matrix, matrixFromRows, Tape } from "@vanishing/core";
import { describe, expect, test } from "vitest";
import { clipByNorm, clipByValue, type Tensors, weightDecayStep } from "#exercise/13-exploding";

expect.extend(matchers);

const fewRoundings = "a few roundings of 1.1e-16 each";
const lengthOf = (tensors: Tensors) => Math.hypot(...tensors.flat());

/** A call with a gradient that holds this entry. */
const refusing = (run: (gradients: Tensors) => unknown) => (entry: number) => () => run([[0.5], [1, entry]]);

describe("clipByNorm", () => {
  test("shortens [30, 40] to length 1, and keeps its direction", () => {
    expect(clipByNorm).toAgreeWith([[[0.6, 0.8]], [[-0.6, 0.8]]], {
      why: "The gradient of length 50 becomes one of length 1 that points the same way.",
      inputs: [
        [[[30, 40]], 1],
        [[[-30, 40]], 1],
      ],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
    });
  });

  test("takes all gradients as one long vector", () => {
    expect(clipByNorm).toAgreeWith(
      [
        [[1.5, 2], [6]],
        [[0.75, 1], [], [3]],
      ],
      {
        why: "The step goes through all weights at once. Where each gradient is shortened by itself, the step turns.",
        inputs: [
          [[[3, 4], [12]], 6.5],
          [[[3, 4], [], [12]], 3.25],
        ],
        tolerance: 1e-14,
        toleranceFrom: fewRoundings,
      },
    );
  });

  test("gives back a gradient within the limit, bit for bit", () => {
    const within: Tensors[] = [[[0.3, -0.1], [0.7]], [[1e-30, -2e-30]], [[0, 0]], [[3, 4]]];
    expect(clipByNorm).toAgreeWith(within, {
      why: "Clipping is for the rare step that is too long. All others, and a gradient that has vanished, stay as they are.",
      inputs: within.map((gradients) => [gradients, 5]),
      tolerance: 0,
      toleranceFrom: "nothing is computed with them",
    });
  });

  test("is as long as the shorter of limit and gradient, whatever the gradient", () => {
    forAll(
      { why: "The factor is never above 1, so nothing grows.", seed: 13 },
      [lists(numbers(-100, 100), 1, 12), numbers(0.01, 50)],
      (entries, limit) => {
        const gradients = [entries.slice(0, 2), entries.slice(2)];
        const length = lengthOf(gradients);
        const clipped = clipByNorm(gradients, limit);
        expect(() => lengthOf(clipped)).toAgreeWith([Math.min(length, limit)], {
          why: "The length after clipping is min(length, limit).",
          inputs: [[]],
          tolerance: 1e-12,
          toleranceFrom: "a sum of at most 12 squares, and one rounding an entry",
        });
      },
    );
  });

  test("shortens a gradient whose squares are too large for a number", () => {
    expect(clipByNorm).toAgreeWith([[[0.6], [-0.8]]], {
      why: "The square of 3e200 is Infinity in the machine. Here clipping is needed most.",
      inputs: [[[[3e200], [-4e200]], 1]],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
    });
  });

  test("refuses NaN and Infinity", () => {
    clipByNorm([[1]], 1);
    const clippingWith = refusing((gradients) => clipByNorm(gradients, 1));
    for (const entry of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(clippingWith(entry), `clipByNorm([[0.5], [1, ${entry}]], 1) has no direction to keep`).toThrow(
        /finite/,
      );
    }
  });
});

describe("clipByValue", () => {
  test("moves each entry to the nearest number within the limits", () => {
    expect(clipByValue).toAgreeWith([[[1, 1], [-0.5]], [[-1, 0.25, 1]], [[0.5, -0.5]]], {
      why: "An entry is looked at by itself, on both sides of 0.",
      inputs: [
        [[[30, 40], [-0.5]], 1],
        [[[-30, 0.25, 3e200]], 1],
        [[[7, -7]], 0.5],
      ],
      tolerance: 0,
      toleranceFrom: "nothing is computed: an entry stays or becomes a limit",
    });
  });

  test("gives back a gradient within the limits, bit for bit", () => {
    const within: Tensors[] = [[[0.3, -0.1], [0.7]], [[1e-30, -2e-30]], [[0, 1], [-1]]];
    expect(clipByValue).toAgreeWith(within, {
      why: "A gradient that has vanished is far within the limits: no clipping brings it back.",
      inputs: within.map((gradients) => [gradients, 1]),
      tolerance: 0,
      toleranceFrom: "nothing is computed with them",
    });
  });

  test("turns the step, by how much is known", () => {
    const angleInDegrees = (gradients: Tensors, limit: number) => {
      const [before, after] = [gradients.flat(), clipByValue(gradients, limit).flat()];
      const product = before.reduce((sum, entry, place) => sum + entry * (after[place] ?? 0), 0);
      return (180 / Math.PI) * Math.acos(product / (Math.hypot(...before) * Math.hypot(...after)));
    };
    expect(angleInDegrees).toAgreeWith([45 - (180 / Math.PI) * Math.atan(1 / 100)], {
      why: "[[100], [1]] becomes [[1], [1]]: the small entry now counts as much as the large one.",
      inputs: [[[[100], [1]], 1]],
      tolerance: 1e-12,
      toleranceFrom: "the arc cosine at a third of its range, and a few roundings",
    });
  });

  test("refuses NaN and Infinity", () => {
    clipByValue([[1]], 1);
    const clippingWith = refusing((gradients) => clipByValue(gradients, 1));
    for (const entry of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      expect(
        clippingWith(entry),
        `clipByValue([[0.5], [1, ${entry}]], 1) would hide what went wrong`,
      ).toThrow(/finite/);
    }
  });
});

describe("weightDecayStep", () => {
  test("shrinks each weight, and goes against its gradient", () => {
    expect(weightDecayStep).toAgreeWith([[[1.6]], [[0.98 - 0.2, -0.98 * 3], [0.98 * 5 + 1.2]]], {
      why: "Two things happen in one step: a share of the weight goes, and the gradient is followed downhill.",
      inputs: [
        [[[2]], [[3]], 0.1, 0.5],
        [[[1, -3], [5]], [[1, 0], [-6]], 0.2, 0.1],
      ],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
    });
  });

  test("without a gradient, halves a weight in ln 2 / −ln(1 − ηλ) steps", () => {
    const stepsToHalf = (learningRate: number, decay: number) => {
      let [steps, weights] = [0, [[1]] as Tensors];
      while ((weights[0]?.[0] ?? 0) > 0.5 && steps < 5000) {
        weights = weightDecayStep(weights, [[0]], learningRate, decay);
        steps++;
      }
      return steps;
    };
    const rates: [number, number][] = [
      [0.1, 0.5],
      [0.05, 0.1],
      [0.01, 0.2],
    ];
    expect(stepsToHalf).toAgreeWith(
      rates.map(([rate, decay]) => Math.ceil(Math.LN2 / -Math.log1p(-rate * decay))),
      {
        why: "What nothing pulls on decays like a radioactive sample, with η the learning rate and λ the decay.",
        inputs: rates,
        tolerance: 0,
        toleranceFrom: "these are counts of whole steps",
      },
    );
  });

  test("is plain gradient descent where the decay is 0", () => {
    expect(weightDecayStep).toAgreeWith([[[0.7, -1.9]]], {
      why: "Decay is an extra: without it, the step is the learning rate times the gradient.",
      inputs: [[[[1, -2]], [[3, -1]], 0.1, 0]],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
    });
  });

  test("keeps large weights large: only gradients are clipped", () => {
    expect(weightDecayStep).toAgreeWith([[[90, -45]]], {
      why: "A weight may be as large as it needs to be. It is its share that decays.",
      inputs: [[[[100, -50]], [[0, 0]], 0.2, 0.5]],
      tolerance: 1e-14,
      toleranceFrom: fewRoundings,
    });
  });

  test("refuses NaN and Infinity, and leaves the weights as they were", () => {
    weightDecayStep([[1]], [[1]], 0.1, 0);
    const weights = [[0.25], [1, 2]];
    const steppingWith = refusing((gradients) => weightDecayStep(weights, gradients, 0.1, 0));
    for (const entry of [Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(
        steppingWith(entry),
        `a step by the gradients [[0.5], [1, ${entry}]] would spoil weights that no later step can mend`,
      ).toThrow(/finite/);
    }
    expect(() => weights).toAgreeWith([[[0.25], [1, 2]]], {
      why: "After the error the weights are still what they were, so training can go on from them.",
      inputs: [[]],
      tolerance: 0,
      toleranceFrom: "nothing may have changed",
    });
  });
});

describe("a deep chain at its cliff", () => {
  /** ∂L/∂w of a chain of 40 layers that all multiply by w, with loss (wᴸ − 1)² / 2. */
  function gradientOfChain(weight: number): number {
    const tape = new Tape({ precision: "f64" });
    const w = tape.parameter(matrix(1, 1, [weight], "f64"));
    let h = tape.constant(matrix(1, 1, [1], "f64"));
    for (let layer = 0; layer < 40; layer++) h = h.mul(w);
    h.meanSquaredError(matrix(1, 1, [1], "f64"))
      .scale(0.5)
      .backward();
    return w.gradient?.data[0] ?? Number.NaN;
  }

  test("moves by learning rate times limit, where one plain step would go past every number that fits", () => {
    const nextWeight = (weight: number) =>
      weightDecayStep([[weight]], clipByNorm([[gradientOfChain(weight)]], 1), 0.01, 0)[0]?.[0] ?? Number.NaN;
    const reference = (weight: number) => {
      const gradient = matrixFromRows([[gradientOfChain(weight)]], "f64");
      return weight - 0.01 * (clipByGlobalNorm([gradient], 1)[0]?.data[0] ?? Number.NaN);
    };
    expect(nextWeight).toAgreeWith(reference, {
      why: "At w = 1.5 the gradient of 40 layers is 3e15. Clipped, the step is 0.01 long, and points back from the cliff.",
      inputs: [[1.5], [1.2], [1.0001], [0.9], [0.5]],
      tolerance: 1e-12,
      toleranceFrom: fewRoundings,
    });
  });
});
