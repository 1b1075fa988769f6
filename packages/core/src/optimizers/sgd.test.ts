import { expect, test } from "vitest";
import { matrix, matrixFromRows } from "../matrix.ts";
import { sgd } from "./sgd.ts";

test("w ← w − η g", () => {
  const w = matrixFromRows(
    [
      [1, 2],
      [3, 4],
    ],
    "f64",
  );
  sgd({ learningRate: 0.5 }).step(
    [w],
    [
      matrixFromRows(
        [
          [2, 4],
          [-6, 0],
        ],
        "f64",
      ),
    ],
  );
  expect(w).toEqual(
    matrixFromRows(
      [
        [0, 0],
        [6, 4],
      ],
      "f64",
    ),
  );
});

// Half a unit in the last place of the float32 numbers below 0.5 is 2⁻²⁶, above it 2⁻²⁵.
test.each([
  { gradient: 2 ** -26, moved: false },
  { gradient: 2 ** -26 * 1.001, moved: true },
  { gradient: -(2 ** -25), moved: false },
  { gradient: -(2 ** -25) * 1.001, moved: true },
])("a float32 weight of 0.5 under the step $gradient: moved is $moved", ({ gradient, moved }) => {
  const w = matrix(1, 1, [0.5]);
  sgd({ learningRate: 1 }).step([w], [matrix(1, 1, [gradient])]);
  expect(w.data[0] !== 0.5).toBe(moved);
});
