import { expect, test, vi } from "vitest";
import { reachable, remembering } from "./named-files.ts";

test("reachable: through a chain and around a circle, each file once", () => {
  const names: Record<string, string[]> = { a: ["b"], b: ["c", "a"], c: ["c"], d: ["a"] };
  expect([...reachable(["a"], (file) => names[file] ?? [])].sort()).toEqual(["a", "b", "c"]);
  expect([...reachable([], () => ["a"])]).toEqual([]);
});

test("remembering: a file is looked at once, also when it comes to nothing", () => {
  const compute = vi.fn((file: string) => (file === "a" ? undefined : file.length));
  const remembered = remembering(compute);
  expect([remembered("a"), remembered("a"), remembered("bb"), remembered("bb")]).toEqual([
    undefined,
    undefined,
    2,
    2,
  ]);
  expect(compute).toHaveBeenCalledTimes(2);
});
