import { expect, test } from "vitest";
import { operations } from "../operations.ts";
import { checkPrograms } from "./check-programs.ts";

// About 8 s. A machine that is busy with the other suites can be ten times slower.
test("the gradients of 10,000 random programs agree with central differences, and they use every operation", {
  timeout: 300_000,
}, () => {
  const { failures, used } = checkPrograms(1, 10_000);
  expect(failures).toEqual([]);
  expect([...used].sort()).toEqual(Object.keys(operations).sort());
});
