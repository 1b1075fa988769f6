import { describe, expect, test } from "vitest";
import { evaluateModule, withoutTypes } from "./text-module.ts";

const table = { "@vanishing/core": { half: 0.5, random: () => 4 } };

describe("evaluateModule", () => {
  test.each([
    ["a function", "export function f(x: number): number { return 2 * x; }\nexport const y = f(3);", 6],
    ["an import", 'import { half } from "@vanishing/core";\nexport const y: number = half;', 0.5],
    ["all of a module", 'import * as core from "@vanishing/core";\nexport const y = core.random();', 4],
    ["a type from anywhere", 'import type { Matrix } from "anywhere";\nexport const y = 1 as Matrix;', 1],
    ["a list of exports", "const inner = 7;\nexport { inner as y };", 7],
    ["Windows line ends and a byte order mark", "\uFEFFexport const y = 8;\r\n", 8],
    [
      "what is newer than its parser's defaults",
      "export const y = 2n ** 3n === 8n ? 3 : ({ a: { b: 1 } })?.a?.b ?? 0;",
      3,
    ],
  ])("runs %s", (_name, text, y) => {
    expect(evaluateModule(text, "m.ts", table).y).toBe(y);
  });

  test("names an import that the table does not have, also one that every object has", () => {
    for (const specifier of ["node:fs", "toString", "__proto__"]) {
      expect(() =>
        evaluateModule(`import * as m from "${specifier}"; export const y = m;`, "m.ts", table),
      ).toThrow(`m.ts imports "${specifier}", which is not there.`);
    }
  });

  test("gives each evaluation its own exports, in strict mode", () => {
    const text = "export const list: number[] = [];\nexport const self = (function () { return this; })();";
    const [one, other] = [evaluateModule(text, "m.ts", table), evaluateModule(text, "m.ts", table)];
    expect(one.list).not.toBe(other.list);
    expect(one.self).toBeUndefined();
  });
});

test("withoutTypes keeps each line where it is", () => {
  expect(withoutTypes("type A = {\n  b: number;\n};\nexport const c: A = { b: 1 };")).toMatch(
    /^\s*\n\s*\n.*\nexport const c\s*= \{ b: 1 \};$/,
  );
});
