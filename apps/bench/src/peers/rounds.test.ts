import { expect, test } from "vitest";
import { inRounds, planFor } from "./rounds.ts";

test("everyone takes a turn in each round, and each round begins with the next one", async () => {
  const order: string[] = [];
  const turn = (name: string, rounds = 3) => ({
    rounds,
    take: async () => order.push(name),
  });
  const measured = await inRounds([turn("a"), turn("b"), turn("c", 1)], 3);
  expect(order.join("")).toBe("abcbaab");
  expect(measured).toEqual([[1, 5, 6], [2, 4, 7], [3]]);
});

test("a short step is taken often in a row, and a long one in fewer rounds, but three", () => {
  expect(planFor(0.5, 10)).toEqual({ steps: 100, rounds: 10 });
  expect(planFor(50, 10)).toEqual({ steps: 1, rounds: 10 });
  expect(planFor(1000, 10)).toEqual({ steps: 1, rounds: 4 });
  expect(planFor(4900, 10)).toEqual({ steps: 1, rounds: 3 });
  expect(planFor(4900, 1)).toEqual({ steps: 1, rounds: 1 });
});
