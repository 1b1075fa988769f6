import { matchers } from "@vanishing/checks";
import {
  type DeepTrainingReport,
  type Fault,
  type PlantedNetwork,
  plantedNetwork,
  reportOf,
  rescue,
  twoDigits,
} from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { prescribe } from "#exercise/18-rescue";

expect.extend(matchers);

/** A report as a small table: the first layer, the one in the middle and the last. */
function shown({ layers, losses }: DeepTrainingReport): string {
  const middle = Math.floor(layers.length / 2);
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(14) + cells.map((cell) => cell.padStart(8)).join("");
  const facts = [
    "valueRms",
    "outputRms",
    "slopeRms",
    "saturatedShare",
    "deadShare",
    "gradientRms",
    "updateRatio",
  ] as const;
  return [
    `${layers.length} layers, losses ${twoDigits(losses[0] ?? 0)} to ${twoDigits(losses.at(-1) ?? 0)}`,
    row("layer", ["1", String(middle + 1), String(layers.length)]),
    ...facts.map((fact) =>
      row(
        fact,
        [layers[0], layers[middle], layers.at(-1)].map((layer) => twoDigits(layer?.[fact] ?? 0)),
      ),
    ),
  ].join("\n");
}

/** What the learner prescribes for a report, a part a line. Where that throws, the check itself says so. */
function prescribed(report: DeepTrainingReport): string {
  try {
    const parts = Object.entries(Object(prescribe(report))).filter(([, value]) => value !== undefined);
    const lines = parts.map(
      ([part, value]) =>
        `your ${part}: ${typeof value === "number" ? twoDigits(value) : JSON.stringify(value)}`,
    );
    return lines.length === 0 ? "your treatment: {}" : lines.join("\n");
  } catch {
    return "your treatment: an error";
  }
}

const allIsWell = "All goals are reached, and each part is needed.";

/** What comes of the learner's prescription: the goals that are missed, or else the parts that were not needed. */
function whatComesOf(network: PlantedNetwork, seed: number) {
  const afterPrescribe = (report: DeepTrainingReport) => {
    const { missed, unneeded } = rescue(network, prescribe(report), seed);
    const spare = unneeded && `Without ${unneeded} it does as well: leave that out.`;
    return missed[0] ?? spare ?? allIsWell;
  };
  return afterPrescribe;
}

/** Plants faults, asks for a prescription, and holds the outcome to the goals. */
function expectRescue(why: string, seed: number, faults?: readonly Fault[]) {
  const network = plantedNetwork(seed, faults);
  expect(whatComesOf(network, seed)).toAgreeWith([allIsWell], {
    why,
    inputs: [[reportOf(network)]],
    tolerance: 0,
    toleranceFrom: "a goal is reached or it is not",
    shown: (report) => `${shown(report)}\n${prescribed(report)}`,
    seed,
  });
}

describe("prescribe, where nothing is wrong", () => {
  test("leaves a network of ReLU alone", () => {
    expectRescue(
      "Gradient, values and steps are as they should be. What trains needs no treatment, however good that is elsewhere.",
      4,
      [],
    );
  });

  test("leaves a network of tanh alone", () => {
    expectRescue(
      "Slopes below 1 and a share of saturated units are no fault while the gradient arrives in the first layer.",
      11,
      [],
    );
  });
});

describe("prescribe, where the gradient vanishes", () => {
  test("rescues a network without steep slopes", () => {
    expectRescue(
      "The gradient must arrive, and the network must be able to part two circles: a stack that hardly bends can do the first and not the second.",
      9,
      ["sigmoid"],
    );
  });

  test("rescues a network whose values fall by a third in each layer", () => {
    expectRescue("Values and gradients lose the same share in each layer, and there are many layers.", 12, [
      "Glorot under ReLU",
    ]);
  });

  test("rescues a network whose values fall by more than half in each layer", () => {
    expectRescue(
      "So little arrives in the last layer that even Adam does not move it. Which probes still tell something?",
      9,
      ["default initialisation"],
    );
  });
});

describe("prescribe, where the gradient explodes", () => {
  test("rescues a network with bounded outputs", () => {
    expectRescue("The gradient grows on its way to the first layer, while the values keep their size.", 3, [
      "tanh with gain 5/3",
    ]);
  });

  test("rescues a network whose layers all give the same size", () => {
    expectRescue(
      "Something keeps the values in order, layer by layer. That does not keep the gradient in order.",
      9,
      ["batch norm without skips"],
    );
  });

  test("rescues a network whose values grow with the depth", () => {
    expectRescue("Values and gradients grow by the same factor in each layer, in opposite directions.", 14, [
      "unscaled skips",
    ]);
  });
});

describe("prescribe, where the steps are wrong", () => {
  test("rescues a network whose first step is longer than its weights", () => {
    expectRescue("The probes were sound before this step, and will not be after a few of them.", 9, [
      "exploding rate",
    ]);
  });

  test("rescues a network that hardly moves", () => {
    expectRescue("The gradient arrives, and next to nothing is made of it.", 9, ["tiny rate"]);
  });
});

describe("prescribe, for networks drawn by chance", () => {
  test.each([13])("rescues network %d", (seed) => {
    expectRescue(
      "Depth, weights and faults are drawn, one or two of them. One does not hide another from all probes.",
      seed,
    );
  });
});
