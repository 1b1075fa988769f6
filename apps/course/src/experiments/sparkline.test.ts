import { expect, test } from "vitest";
import { sparkline } from "./sparkline.ts";

test.each([
  ["a rise", [0, 1, 2, 3, 4, 5, 6, 7], "▁▂▃▄▅▆▇█"],
  ["a fall, whatever its size", [1e-8, 0], "█▁"],
  ["what stays", [3, 3, 3], "▁▁▁"],
  ["gaps", [1, Number.NaN, 2, -Infinity], "▁ █ "],
  ["nothing", [], ""],
  ["nothing but gaps", [Number.NaN], " "],
])("%s", (_, values, line) => {
  expect(sparkline(values)).toBe(line);
});
