import { expect, test } from "vitest";
import {
  above,
  approached,
  at,
  below,
  between,
  everywhere,
  reached,
  reachedByConvention,
  unboundedAbove,
  unboundedBelow,
} from "./bounds.ts";

test("places", () => {
  expect([everywhere, at(2), below(2), above(2), between(2, 3)]).toEqual([
    { from: -Infinity, to: Infinity },
    { from: 2, to: 2 },
    { from: -Infinity, to: 2 },
    { from: 2, to: Infinity },
    { from: 2, to: 3 },
  ]);
});

test("bounds", () => {
  const where = [at(0), above(0)];
  expect(reached(1, ...where)).toEqual({ value: 1, reached: true, where });
  expect(reachedByConvention(1, ...where)).toEqual({ value: 1, reached: "by convention", where });
  expect(approached(1, ...where)).toEqual({ value: 1, reached: false, where });
  expect(unboundedAbove).toEqual({ value: Infinity, reached: false, where: [at(Infinity)] });
  expect(unboundedBelow).toEqual({ value: -Infinity, reached: false, where: [at(-Infinity)] });
});
