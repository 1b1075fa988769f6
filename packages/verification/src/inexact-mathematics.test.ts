import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inexactMathematics } from "./inexact-mathematics.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "sources-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

const found = () => inexactMathematics(pathToFileURL(`${folder}/`));

describe("refuses", () => {
  test.each([
    "return Math.exp(x);",
    "return Math.sqrtOf(x);",
    'return Math["exp"](x);',
    "return Math[name](x);",
    "return Math?.exp(x);",
    "return Math . tanh(x);",
    "return Math /* the engine's */ .tanh(x);",
    "const { exp } = Math;",
    "const mathematics = Math;",
    "const { Math: mathematics } = globalThis;",
    "return globalThis.Math.exp(x);",
    'return globalThis["Math"].exp(x);',
    "return call(Math);",
    `return \`e: \${Math.exp(x)}\`;`,
    'return "https://example.org" + Math.random();',
    "return Math.floor(Math.log2(x));",
    "return x ** 3;",
    "return x**3;",
    "return 2 ** x;",
    "return 0.2 ** 3;",
    "return 12 ** 3;",
    "return 2 ** 0.5;",
    "return 2 ** 1e3;",
    "return 2 ** 3 ** x;",
    "return x ** 2 ** 3;",
    "x **= 2;",
  ])("%s", (line) => {
    write("power.ts", `/** A comment\n * of two lines. */\n  ${line}\n`);
    expect(found()).toEqual([`power.ts:3: ${line}`]);
  });

  test("what stands on two lines, by the first of them", () => {
    write("power.ts", "return Math\n  .exp(x);\n");
    expect(found()).toEqual(["power.ts:1: return Math"]);
  });

  test("a folder without sources", () => {
    write("power.test.ts", "Math.exp(1);");
    expect(found).toThrow(/Expected sources in .*sources-.*found none/);
  });
});

describe("accepts", () => {
  test.each([
    "return Math.sqrt(x) * Math.PI;",
    "return Math.max(Math.abs(x), Math.floor(y));",
    "const fround = Math.fround;",
    "// Math.exp may differ, and so may x ** 3.",
    "/* Math.exp */ return 1; // Math.tanh",
    "const Mathematics = 1;",
    "return x > 2 ** 20 || x < -(2 ** 20);",
    "return 2 ** -52 + 2 ** (-52);",
    'return "the operator **";',
  ])("%s", (line) => {
    write("power.ts", `${line}\n`);
    expect(found()).toEqual([]);
  });
});

test("looks into folders and at every kind of source, but not at tests and what only they use", () => {
  const line = "Math.exp(1);";
  for (const file of [
    "b/c/d.ts",
    "a.tsx",
    "e.mjs",
    "f.test.ts",
    "b/g.test.tsx",
    "test-support/h.ts",
    "i.md",
  ]) {
    write(file, line);
  }
  expect(found()).toEqual([`a.tsx:1: ${line}`, `b/c/d.ts:1: ${line}`, `e.mjs:1: ${line}`]);
});

test("names each line once, in their order", () => {
  write(
    "power.ts",
    "const a = Math.exp(1) + Math.exp(2) + 3 ** 2;\nconst b = 5 ** 2;\nconst c = Math.log(b);\n",
  );
  expect(found().map((place) => place.split(":")[1])).toEqual(["1", "2", "3"]);
});
