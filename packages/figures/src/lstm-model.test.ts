import { memorySetUp } from "@vanishing/experiments";
import { cellGain, forgetBiasFor } from "@vanishing/recurrent";
import { describe, expect, test } from "vitest";
import { type LstmRun, lstmAtStart, lstmTraining } from "./lstm-model.ts";
import type { LstmValues } from "./lstm-settings.ts";
import { describeLstm } from "./lstm-summary.ts";

const values: LstmValues = { task: "adding", forgetBias: 3, lag: 30, seed: 1 };

describe("before training", () => {
  test("the direct path is σ(b)^k for each input, and the bias for the lag keeps half", () => {
    const { direct, biasForLag, rnn, lstm, step } = lstmAtStart({ ...values, lag: 20 });
    expect(step).toBe(0);
    expect(direct).toEqual(Array.from({ length: 20 }, (_, k) => cellGain(3, k)));
    expect([rnn.reach.length, lstm.reach.length]).toEqual([20, 20]);
    expect([rnn.reach[0], lstm.reach[0]]).toEqual([1, 1]);
    expect(biasForLag).toBe(forgetBiasFor(20, 0.5));
    expect(lstmAtStart({ ...values, task: "copy", lag: 20 }).direct).toHaveLength(22);
  });

  test.each([1, 2, 3])(
    "a larger forget bias lets more through, and the RNN is not moved by it, seed %s",
    (seed) => {
      const [closed, half, open] = [0, 2, 5].map((forgetBias) =>
        lstmAtStart({ ...values, forgetBias, seed }),
      );
      const reachOf = (run?: LstmRun) => run?.lstm.reach.at(-1) ?? Number.NaN;
      expect(reachOf(half)).toBeGreaterThan(100 * reachOf(closed));
      expect(reachOf(open)).toBeGreaterThan(3 * reachOf(half));
      expect(open?.rnn).toEqual(closed?.rnn);
    },
  );
});

test("training goes on by ten steps, for both cells at once, until the LSTM recalls the symbol", () => {
  const runs: LstmRun[] = [];
  for (const run of lstmTraining({ ...values, task: "copy", forgetBias: 3, lag: 10 })) {
    runs.push(run);
    if (run.step === 60) break;
  }
  expect(runs.map(({ step }) => step)).toEqual([0, 10, 20, 30, 40, 50, 60]);
  const { rnn, lstm, steps } = runs.at(-1) as LstmRun;
  expect(steps).toBe(memorySetUp.steps.copy);
  expect(rnn.errors.map(({ step }) => step)).toEqual(runs.map(({ step }) => step));
  expect(lstm.errors[0]?.error).toBeGreaterThan(0.6);
  expect(lstm.errors.at(-1)?.error).toBe(0);
});

test("the text names both gradients, the direct path and the errors", () => {
  expect(describeLstm(lstmAtStart(values))).toMatch(
    /^An RNN and an LSTM with the forget bias 3 learn to add two marked numbers of a sequence of 30 steps\. Before the first step of training, the gradient at the input 29 steps before the end is .+ of that at the last input in the RNN, and .+ in the LSTM\. The direct path alone, with forget gates that see their bias, leaves 0\.244\./,
  );
  const [, later] = lstmTraining({ ...values, task: "copy", lag: 10 });
  expect(later && describeLstm(later)).toContain(
    "learn to recall a symbol after 10 steps. After 10 of 400 steps",
  );
});
