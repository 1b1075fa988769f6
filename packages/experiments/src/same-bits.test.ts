import { inexactMathematics } from "@vanishing/verification";
import { expect, test } from "vitest";

test("nothing is used of mathematics whose last digit depends on the engine", () => {
  expect(inexactMathematics(new URL(".", import.meta.url))).toEqual([]);
});
