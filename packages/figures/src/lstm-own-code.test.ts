import { cellGain, forgetBiasFor } from "@vanishing/recurrent";
import { expect, test } from "vitest";
import { lstmAtStart } from "./lstm-model.ts";
import { compute as ownLstm } from "./lstm-own-code.ts";

test("computes the figure with the learner's functions", () => {
  const values = { task: "copy", forgetBias: 2, lag: 10, seed: 1 } as const;
  expect(ownLstm({ cellGain, forgetBiasFor }, values)).toEqual(lstmAtStart(values));
  expect(ownLstm({ cellGain: () => 0.5, forgetBiasFor }, values).direct).toEqual(Array(12).fill(0.5));
  expect(() => ownLstm({ cellGain }, values)).toThrow("It exports no function forgetBiasFor.");
});
