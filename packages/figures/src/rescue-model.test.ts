import { faultsThatShow, plantedNetwork, reportOf, rescueGoals } from "@vanishing/experiments";
import { describe, expect, test } from "vitest";
import { chosen, rescuePicture, rescueTraining } from "./rescue-model.ts";
import { goals, type RescueValues, untreated } from "./rescue-settings.ts";
import { describeRescue } from "./rescue-summary.ts";
import { rescueLossesTable } from "./rescue-table.ts";

// Seed 11 is a network of sigmoids, seed 9 one of tanh with the gain 5/3.
const picture = (changes: Partial<RescueValues>) => rescuePicture({ ...untreated, seed: 11, ...changes });

describe("the picture of a rescue", () => {
  test("without a treatment says which goals are missed, and not what is wrong", () => {
    const left = picture({});
    expect(left.missed).toHaveLength(3);
    expect(left.answer).toBeUndefined();
    expect(describeRescue(left)).toMatch(
      /^A network of 67 layers\. .* With no treatment, .* Not rescued\. The ratio is/,
    );
    expect(describeRescue(left)).not.toContain("sigmoid");
  });

  test("of a rescue tells what was wrong, and what else could have been", () => {
    const { missed, unneeded, answer, ...rest } = picture({ activation: "tanh", branches: "scaled" });
    expect({ missed, unneeded }).toEqual({ missed: [], unneeded: undefined });
    expect(answer?.faults.map(({ fault }) => fault)).toEqual(faultsThatShow(reportOf(plantedNetwork(11))));
    expect(answer?.others.map(({ fault }) => fault)).toEqual(["Glorot under ReLU", "default initialisation"]);
    expect(describeRescue({ missed, unneeded, answer, ...rest })).toMatch(
      /Rescued\. What was wrong: sigmoid, told by no slope above 1\/4\. At first sight it could also have been: Glorot under ReLU \(/,
    );
    expect(rest.after.ratio).toBeGreaterThan(0.1);
    expect(rest.after.losses.at(-1)).toBeLessThan(Math.LN2 / 2);
  });

  test("names a part that is not needed", () => {
    const { unneeded, answer, ...rest } = picture({ seed: 9, gain: "he", branches: "scaled" });
    expect({ unneeded, answer }).toEqual({ unneeded: "gain", answer: undefined });
    expect(describeRescue({ unneeded, answer, ...rest })).toContain("did as well without gain");
  });

  test("shares are of the last layer, before the first step", () => {
    const { before } = picture({ seed: 9 });
    expect(before.layers.at(-1)?.share).toBe(1);
    expect(before.layers[0]?.share).toBe(before.ratio);
  });
});

test("the controls hold a treatment, part by part", () => {
  const report = reportOf(plantedNetwork(9));
  const none = Object.values(chosen({ ...untreated, seed: 9 })(report));
  expect(none.every((value) => value === undefined)).toBe(true);
  expect(
    chosen({
      activation: "relu",
      gain: "double",
      normalization: "layer",
      branches: "scaled",
      rate: "low",
      clip: "one",
      seed: 9,
    })(report),
  ).toEqual({
    activation: "relu",
    gain: 2,
    normalization: "layer",
    branchScale: 1 / Math.sqrt(report.layers.length),
    learningRate: 0.0004,
    clip: 1,
  });
});

test("the series trains step by step, and ends where the picture is", () => {
  const values: RescueValues = { ...untreated, branches: "scaled", seed: 9 };
  const steps = [...rescueTraining(values)];
  const end = rescuePicture(values);
  expect(steps.at(-1)).toEqual(end);
  expect(steps.slice(0, -1).map(({ after }) => after.losses.length)).toEqual(
    end.after.losses.map((_, step) => step + 1),
  );
  expect(steps.at(-2)?.after).toEqual(end.after);
  expect(steps.slice(0, -1).some(({ isEnd }) => isEnd)).toBe(false);
});

test("the table of losses leaves empty what the report does not hold", () => {
  const { columns, rows } = rescueLossesTable(picture({ seed: 9, branches: "scaled" }));
  expect(columns).toHaveLength(3);
  expect(rows[0]?.every(Number.isFinite)).toBe(true);
  expect(rows.at(-1)?.[2]).toBeUndefined();
});

test("the goals that are drawn are those that are asked for", () => {
  const { low, high, loss, steps, stepsOfReport } = goals;
  expect({ ratio: { low, high }, loss, steps }).toEqual(rescueGoals);
  expect(reportOf(plantedNetwork(9)).losses).toHaveLength(stepsOfReport + 1);
});
