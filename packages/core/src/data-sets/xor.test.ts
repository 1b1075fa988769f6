import { expect, test } from "vitest";
import { random } from "../random.ts";
import { xor } from "./xor.ts";

test("the four corners come once each, with their exclusive or", () => {
  const { inputs, targets } = xor({}, random(1));
  const cases = Array.from(targets.data, (target, i) => [inputs.data[2 * i], inputs.data[2 * i + 1], target]);
  expect(cases.sort()).toEqual([
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ]);
});

test("more examples are spread evenly over the corners, and keep their class under noise", () => {
  const { inputs, targets } = xor({ examples: 400, noise: 0.05 }, random(1));
  const corners = new Map<string, number>();
  targets.data.forEach((target, i) => {
    const [x, y] = [Math.round(inputs.data[2 * i] ?? 0), Math.round(inputs.data[2 * i + 1] ?? 0)];
    expect(target).toBe(x ^ y);
    corners.set(`${x}${y}`, (corners.get(`${x}${y}`) ?? 0) + 1);
  });
  expect([...corners.values()]).toEqual([100, 100, 100, 100]);
});
