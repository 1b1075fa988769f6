import { expect, test } from "vitest";
import { disagreement, outcomeOf } from "./agreement.ts";
import { examplesApart } from "./examples-apart.ts";
import { attempt } from "./ours.ts";
import { smallDense } from "./test-support/small-problems.ts";

const draw = (learningRate: number) =>
  smallDense({ activation: "tanh", loss: "meanSquaredError", learningRate });

test("for small steps it comes to the step of the whole batch, and for large ones it does not", async () => {
  const of = async (learningRate: number) =>
    disagreement(
      await outcomeOf(examplesApart(draw(learningRate)), 1),
      await outcomeOf(attempt(draw(learningRate)), 1),
    );
  expect(await of(0.001)).toBeUndefined();
  expect(await of(2)).toMatch(/^its (loss|matrix)/);
});

test("leaves the problem's own weights as they are", async () => {
  const problem = draw(1);
  await outcomeOf(examplesApart(problem), 1);
  expect(problem).toEqual(draw(1));
});
