import { expect, test } from "vitest";
import { groupsOf } from "./check-groups.ts";

const passed = (...path: string[]) => ({ path, state: "passed" }) as const;

test("tests stand under their groups, in file order", () => {
  const groups = groupsOf([
    passed("f", "a"),
    passed("f", "b"),
    passed("g", "far out", "c"),
    passed("f", "d"),
    passed("alone"),
  ]);
  expect(groups.map(({ name, tests }) => [name, tests.map(({ path }) => path.at(-1))])).toEqual([
    ["f", ["a", "b"]],
    ["g › far out", ["c"]],
    ["f", ["d"]],
    ["", ["alone"]],
  ]);
});

test("no tests, no groups", () => {
  expect(groupsOf([])).toEqual([]);
});
