import { describe, expect, test } from "vitest";
import { type Diagnosis, diagnoses, recordedTraining } from "./recorded-training.ts";
import type { LayerReport, TrainingReport } from "./training-report.ts";

const seeds = [1, 2, 3, 4, 5];
const last = <Entry>(entries: readonly Entry[]) => entries.at(-1) as Entry;
const most = (report: TrainingReport, fact: keyof LayerReport) =>
  Math.max(...report.layers.map((layer) => layer[fact]));
const share = ({ layers }: TrainingReport) => (layers[0]?.gradientRms ?? 0) / last(layers).gradientRms;
const isFlat = ({ losses, chanceLoss }: TrainingReport) => last(losses) >= 0.9 * chanceLoss;

/** What a reader of the report should see, with the bounds that lesson 5 gives. */
const signs: Readonly<Record<Diagnosis, (report: TrainingReport) => boolean>> = {
  vanishing: (report) => share(report) < 1e-3 && most(report, "saturatedShare") < 0.1 && isFlat(report),
  exploding: (report) => share(report) > 1e3,
  dead: (report) => most(report, "deadShare") === 1 && report.layers[0]?.gradientRms === 0 && isFlat(report),
  saturated: (report) => most(report, "saturatedShare") > 0.9 && most(report, "deadShare") < 0.9,
  frozen: (report) => most(report, "updateRatio") < 1e-6 && share(report) > 0.01 && share(report) < 100,
  solved: ({ losses }) => last(losses) < 0.05,
  noise: (report) => isFlat(report) && share(report) > 0.01 && most(report, "updateRatio") > 1e-4,
  healthy: (report) => !isFlat(report) && last(report.losses) > 0.05 && share(report) > 0.1,
};

describe.each(diagnoses)("%s", (diagnosis) => {
  test.each(seeds)("shows its sign, seed %d", (seed) => {
    expect(recordedTraining(diagnosis, seed)).toSatisfy(signs[diagnosis]);
  });
});

test("reports seven layers, and a loss for each step", () => {
  const { losses, layers, chanceLoss } = recordedTraining("healthy", 1);
  expect(layers).toHaveLength(7);
  expect(losses).toHaveLength(30);
  expect(chanceLoss).toBeCloseTo(Math.LN2, 15);
  expect(last(layers)).toMatchObject({ deadShare: 0, saturatedShare: 0 });
});

test("the same seed gives the same report, another one another", () => {
  expect(recordedTraining("noise", 6)).toEqual(recordedTraining("noise", 6));
  expect(recordedTraining("noise", 6)).not.toEqual(recordedTraining("noise", 7));
});

test("all gradients of the frozen one are far below those of the healthy one, and none has vanished on its way", () => {
  const [frozen, healthy] = [recordedTraining("frozen", 1), recordedTraining("healthy", 1)];
  expect(most(frozen, "gradientRms")).toBeLessThan(1e-10 * most(healthy, "gradientRms"));
  expect(share(frozen)).toBeGreaterThan(0.01);
});
