import { forAll, lists, matchers, numbers } from "@vanishing/checks";
import { random } from "@vanishing/core";
import {
  type Diagnosis,
  moonsSpread200,
  moonsStartAndEnd,
  recordedTraining,
  type TrainingReport,
} from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { diagnose, gradientRms, relativeChange } from "#exercise/05-diagnosis";

expect.extend(matchers);

const fewRoundings = "a few roundings of 1.1e-16 each, and one for each entry of a sum";
const sumOfSquares = (entries: readonly number[]) => entries.reduce((sum, entry) => sum + entry ** 2, 0);
const plainRms = (entries: readonly number[]) => Math.sqrt(sumOfSquares(entries) / entries.length);

const draw = random(5);
const drawnList = (length: number) => Array.from({ length }, () => draw.normal());

describe("gradientRms", () => {
  test("agrees with the root of the mean of the squares", () => {
    expect(gradientRms).toAgreeWith(plainRms, {
      why: "The size of a gradient is one number a layer, and layers of different sizes must compare.",
      inputs: [[[3, -4]], [[2]], [[-0.5, 0.5, 0.5, -0.5]], [drawnList(100)]],
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
      seed: 5,
    });
  });

  test("is no smaller when the signs differ", () => {
    expect(gradientRms).toAgreeWith([1, 1e-9], {
      why: "The entries of a gradient have both signs. Their mean is near 0, however large they are.",
      inputs: [[[1, -1, 1, -1]], [[1e-9, 1e-9, -1e-9, -1e-9]]],
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });

  test("is the same for a gradient that is written down twice", () => {
    forAll(
      { why: "A layer with more units has no larger gradient for that alone.", seed: 6 },
      [lists(numbers(0.5, 2), 1, 20)],
      (gradient) => {
        const twice = () => gradientRms([...gradient, ...gradient]);
        expect(twice).toAgreeWith([plainRms(gradient)], {
          why: "Here each entry occurs twice, and the mean of the squares stays.",
          inputs: [[]],
          tolerance: 1e-13,
          toleranceFrom: fewRoundings,
        });
      },
    );
  });

  test("keeps a gradient whose squares are too small for the machine", () => {
    expect(gradientRms).toAgreeWith([Math.sqrt(12.5) * 1e-170, Math.sqrt(12.5) * 1e-300], {
      why: "The square of 1e-170 is 0 in the machine. A probe that reads 0 says that nothing arrives, and something does.",
      inputs: [[[3e-170, -4e-170]], [[3e-300, -4e-300]]],
      tolerance: 1e-13,
      toleranceFrom: fewRoundings,
    });
  });

  test("is 0 for a gradient of zeros", () => {
    expect(gradientRms).toAgreeWith([0], {
      why: "A dead layer gets exactly this, and NaN would look like an explosion.",
      inputs: [[[0, 0, 0]]],
      tolerance: 0,
      toleranceFrom: "0 is exact",
    });
  });
});

describe("relativeChange", () => {
  const changes = [
    [
      [3, 4],
      [3, 5],
    ],
    [
      [1, -2],
      [-1, 2],
    ],
    [
      [2, 0, -1],
      [0, 0, 0],
    ],
    [drawnList(50), drawnList(50)],
  ] as const;

  test("agrees with ‖after − before‖ / ‖before‖", () => {
    expect(relativeChange).toAgreeWith(
      (before: readonly number[], after: readonly number[]) =>
        Math.sqrt(sumOfSquares(after.map((entry, i) => entry - (before[i] ?? 0))) / sumOfSquares(before)),
      {
        why: "A weight that began at 0.01 and one that began at 10 are asked the same question.",
        inputs: changes,
        tolerance: 1e-13,
        toleranceFrom: fewRoundings,
        seed: 5,
      },
    );
  });

  test("does not depend on the scale of the weights", () => {
    forAll(
      { why: "The change is relative: larger weights that move as much more have moved as far.", seed: 7 },
      [lists(numbers(0.5, 2), 2, 10), numbers(0.001, 1000)],
      (before, factor) => {
        const after = before.map((entry, i) => entry * (1 + (i % 3) / 10));
        const scaled = (entries: readonly number[]) => entries.map((entry) => factor * entry);
        const change = () => relativeChange(scaled(before), scaled(after));
        expect(change).toAgreeWith(() => relativeChange(before, after), {
          why: "Both weights were multiplied by the same number.",
          inputs: [[]],
          tolerance: 1e-11,
          toleranceFrom: "differences of a tenth lose one digit, and a few roundings",
        });
      },
    );
  });
});

/** The range in which 38 of 40 runs lie, of 200 seeds. */
const usual = ({ low, high }: { readonly low: number; readonly high: number }) =>
  ({ lower: { value: low, reached: false }, upper: { value: high, reached: false } }) as const;

describe("the classic experiment", () => {
  const shareOfFirstLayer = (activation: "sigmoid" | "relu") => (seed: number) => {
    const { start } = moonsStartAndEnd({ activation, optimizer: "adam", seed, epochs: 0 });
    const [first, last] = [start.layers.at(0), start.layers.at(-1)];
    return gradientRms(first?.weightGradient ?? []) / gradientRms(last?.weightGradient ?? []);
  };
  const seed = 42;
  const changesIn = (optimizer: "adam" | "sgd") => {
    const { start, end } = moonsStartAndEnd({ activation: "sigmoid", optimizer, seed });
    return (layer: number) =>
      relativeChange(start.layers.at(layer)?.weight ?? [], end.layers.at(layer)?.weight ?? []);
  };

  test("gives the first of nine sigmoid layers some 1e-5 of what the last one gets", () => {
    const shareWithSeed = shareOfFirstLayer("sigmoid");
    expect(shareWithSeed).toStayWithin({
      why: "This is the sign that does not mislead: the gradient, layer by layer, before anything has moved.",
      ...usual(moonsSpread200.sigmoid.adam.gradientShare),
      inputs: [1, 2, 3, 4, 42],
    });
  });

  test("gives the first of nine ReLU layers its part", () => {
    const shareWithSeed = shareOfFirstLayer("relu");
    expect(shareWithSeed).toStayWithin({
      why: "With another activation, and nothing else changed, the same probe reads as it should.",
      ...usual(moonsSpread200.relu.adam.gradientShare),
      inputs: [1, 2, 3, 4, 5],
    });
  });

  test("moves the first weights by some 1e-5 of their size with plain gradient descent", () => {
    const changeOfLayer = changesIn("sgd");
    const changeOfFirstLayer = () => changeOfLayer(0);
    expect(changeOfFirstLayer).toStayWithin({
      why: "A step is the gradient times the learning rate, so what vanishes in one vanishes in the other.",
      ...usual(moonsSpread200.sigmoid.sgd.firstChange),
      inputs: [0],
      seed,
    });
    const changeOfLastLayer = () => changeOfLayer(-1);
    expect(changeOfLastLayer).toStayWithin({
      why: "The last layer has moved by tens of per cent meanwhile.",
      ...usual(moonsSpread200.sigmoid.sgd.lastChange),
      inputs: [0],
      seed,
    });
  });

  test("moves the first weights more than the last ones with Adam", () => {
    const changeOfLayer = changesIn("adam");
    const changeOfFirstLayer = () => changeOfLayer(0);
    expect(changeOfFirstLayer).toStayWithin({
      why: "Adam divides by the size of the gradient. So weights that move prove nothing about their gradient.",
      ...usual(moonsSpread200.sigmoid.adam.firstChange),
      inputs: [0],
      seed,
    });
    const changeOfLastLayer = () => changeOfLayer(-1);
    expect(changeOfLastLayer).toStayWithin({
      why: "The last layer, which gets a hundred thousand times the gradient, has moved less.",
      ...usual(moonsSpread200.sigmoid.adam.lastChange),
      inputs: [0],
      seed,
    });
  });
});

/** Two digits. */
const rounded = (value: number) =>
  value === 0 || (value >= 0.01 && value < 1000)
    ? String(Number(value.toPrecision(2)))
    : value.toExponential(1);

/** A report as a table, a row a layer. */
function shown({ losses, chanceLoss, layers }: TrainingReport): string {
  const widths = [5, 9, 6, 10, 8];
  const row = (cells: readonly string[]) =>
    cells.map((cell, place) => cell.padStart(widths[place] ?? 0)).join("");
  return [
    `losses from ${rounded(losses.at(0) ?? 0)} to ${rounded(losses.at(-1) ?? 0)}`,
    `chanceLoss ${rounded(chanceLoss)}`,
    row(["layer", "gradient", "dead", "saturated", "update"]),
    ...layers.map(({ gradientRms, deadShare, saturatedShare, updateRatio }, place) =>
      row([String(place + 1), ...[gradientRms, deadShare, saturatedShare, updateRatio].map(rounded)]),
    ),
  ].join("\n");
}

describe("diagnose", () => {
  const wordsAreExact = { tolerance: 0, toleranceFrom: "a word is the right one or it is not", shown };
  const recorded: readonly (readonly [Diagnosis, string])[] = [
    ["healthy", "The loss has fallen, and every layer gets its part of the gradient."],
    [
      "solved",
      "The loss is next to nothing. Small gradients and small steps are what one wants to see then.",
    ],
    [
      "vanishing",
      "The first layer gets less than a thousandth of what the last one gets. That the loss is flat follows.",
    ],
    ["exploding", "The first layer gets more than a thousand times what the last one gets."],
    [
      "dead",
      "Every unit of some layer is off for every example. Zero gradients and weights that stay follow from it.",
    ],
    [
      "saturated",
      "The units of a layer are all in their flat part. That the gradient shrinks there follows.",
    ],
    [
      "frozen",
      "Every gradient is tiny and none has vanished on its way: the steps are too short, in all layers.",
    ],
    ["noise", "Gradients arrive, weights move, and the loss is that of a guess: there is nothing to learn."],
  ];

  test.each(recorded)("finds a training that is %s", (diagnosis, why) => {
    const seed = 1;
    expect(diagnose).toAgreeWith([diagnosis], {
      why,
      inputs: [[recordedTraining(diagnosis, seed)]],
      ...wordsAreExact,
      seed,
    });
  });

  test("takes a gradient that overflows for an explosion", () => {
    const { losses, chanceLoss, layers } = recordedTraining("exploding", 2);
    const overflowing = layers.map((layer, place) => ({
      ...layer,
      gradientRms: place < 3 ? Number.NaN : layer.gradientRms,
    }));
    expect(diagnose).toAgreeWith(["exploding"], {
      why: "Infinity minus Infinity is NaN, and no comparison with NaN holds. It must not pass for health.",
      inputs: [[{ losses, chanceLoss, layers: overflowing }]],
      ...wordsAreExact,
      seed: 2,
    });
  });

  test("calls a training solved, also where nothing moves any more", () => {
    const seed = 2;
    const { losses, chanceLoss, layers } = recordedTraining("solved", seed);
    const atRest = layers.map((layer) => ({
      ...layer,
      gradientRms: 1e-6 * layer.gradientRms,
      updateRatio: 1e-6 * layer.updateRatio,
    }));
    expect(diagnose).toAgreeWith(["solved"], {
      why: "Where nothing is left to learn, gradients and steps are next to nothing. They are not too short then.",
      inputs: [[{ losses, chanceLoss, layers: atRest }]],
      ...wordsAreExact,
      seed,
    });
  });

  test("tells trainings apart that it has not seen", () => {
    const kinds = recorded.map(([diagnosis]) => diagnosis);
    const seed = 3;
    expect(diagnose).toAgreeWith(kinds, {
      why: "Other points, other weights, the same eight ends.",
      inputs: kinds.map((diagnosis) => [recordedTraining(diagnosis, seed)]),
      ...wordsAreExact,
      seed,
    });
  });
});
