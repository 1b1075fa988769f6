import { describe, expect, test } from "vitest";
import { packageFunctions, rectifiersTrained, rectifiersTraining } from "./rectifiers-model.ts";
import { type RectifierId, type RectifiersValues, training } from "./rectifiers-settings.ts";
import { describeRectifiers } from "./rectifiers-summary.ts";

const trained = (changes: Partial<RectifiersValues>) =>
  rectifiersTrained({ activation: "relu", learningRate: 5, seed: 1, ...changes });
const off = ({ offCounts }: { readonly offCounts: readonly number[] }) => offCounts.at(-1);

describe("ReLU", () => {
  test("loses no unit at a small learning rate, some at a larger one, all at a large one", () => {
    expect(off(trained({ learningRate: 1 }))).toBe(0);
    expect(off(trained({ learningRate: 5 }))).toBeGreaterThan(0);
    expect(off(trained({ learningRate: 7 }))).toBe(training.units);
    // Nothing is left but the bias of the output: the loss of a coin flip. The curvature there is at most 1/4, so from 8 on it cannot settle.
    expect(trained({ learningRate: 7 }).loss).toBeCloseTo(Math.LN2, 6);
  });

  test.each([1, 2, 3])(
    "a unit that is off for every input has slope 0 and never comes back, seed %s",
    (seed) => {
      const layer = trained({ learningRate: 6, seed });
      expect(layer).toMatchObject({ cameBack: 0, dead: off(layer), slopeLeft: 0 });
      expect(layer.offCounts).toEqual([...layer.offCounts].sort((a, b) => a - b));
    },
  );
});

describe.each(["leakyRelu", "elu"] as const)("%s", (activation: RectifierId) => {
  test("has no dead unit, and units come back", () => {
    const layer = trained({ activation });
    expect(layer.dead).toBe(0);
    expect(layer.cameBack).toBeGreaterThan(0);
    expect(Math.max(...layer.offCounts)).toBeGreaterThan(off(layer) ?? 0);
  });
});

test("ELU's units are so far off at the largest rate that hardly one comes back, and Leaky ReLU's come back", () => {
  const elu = trained({ activation: "elu", learningRate: 8 });
  expect(off(elu)).toBeGreaterThan(training.units / 2);
  expect(elu.slopeLeft).toBeLessThan(0.05);
  expect(off(trained({ activation: "leakyRelu", learningRate: 8 }))).toBeLessThan(training.units / 4);
});

test("a unit's row says for which inputs it is on, and the counts belong to the rows", () => {
  const layer = trained({ learningRate: 5 });
  expect(layer.units.map(({ on }) => on.length)).toEqual(Array(training.units).fill(training.inputs));
  expect(layer.units.filter(({ on }) => !on.includes(true))).toHaveLength(off(layer) ?? -1);
  const entriesOff = layer.units.flatMap(({ on }) => on).filter((isOn) => !isOn).length;
  expect(layer.offShare).toBe(entriesOff / (training.units * training.inputs));
});

test("the series begins before the first update and ends where the trained layer is", () => {
  const values = { activation: "elu", learningRate: 2, seed: 4 } as const;
  const steps = [...rectifiersTraining(values)];
  expect(steps.map(({ step }) => step)).toEqual(
    Array.from({ length: training.steps + 1 }, (_, step) => step),
  );
  expect(steps.at(-1)).toEqual(rectifiersTrained(values));
  expect(rectifiersTrained({ ...values, seed: 5 })).not.toEqual(rectifiersTrained(values));
});

test("a gradient that is not finite ends the training, and the text says so", () => {
  const relu = { ...packageFunctions.activations.relu, derivative: () => Number.POSITIVE_INFINITY };
  const activations = { ...packageFunctions.activations, relu };
  const layer = rectifiersTrained(
    { activation: "relu", learningRate: 1, seed: 1 },
    { ...packageFunctions, activations },
  );
  expect(layer).toMatchObject({ isOverflowing: true, step: 0 });
  expect(describeRectifiers(layer)).toContain("A gradient is not finite, so the training ends here.");
});

describe("the text", () => {
  test("counts the dead units of ReLU", () => {
    expect(describeRectifiers(trained({ learningRate: 5 }))).toMatch(
      /^After 400 updates with a learning rate of 5, \d+ of 24 ReLU units are off for all 48 inputs\. They are dead: their slope is exactly 0, and they stay off\./,
    );
    expect(describeRectifiers(trained({ learningRate: 1 }))).toContain(
      "no ReLU unit is off for all 48 inputs. Of all",
    );
  });

  test("says of ELU that none is dead, and who came back", () => {
    const text = describeRectifiers(trained({ activation: "elu" }));
    expect(text).toMatch(/None of them is dead: even in the one that is farthest off the slope comes to \S+/);
    expect(text).toMatch(/\d+ others were off for all inputs earlier and have come back\./);
  });

  test("speaks of one unit in the singular", () => {
    const layer = trained({ learningRate: 5 });
    const one = { ...layer, offCounts: [1], dead: 1, cameBack: 1 };
    expect(describeRectifiers(one)).toContain(
      "1 of 24 ReLU units is off for all 48 inputs. It is dead: its slope is exactly 0, and it stays off. 1 other was",
    );
  });
});
