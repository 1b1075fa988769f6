import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What IEEE 754 and ECMAScript fix to the last bit. Everything else of Math may differ from engine to engine. */
const exact = ["PI", "E", "LN2", "SQRT2", "sqrt", "abs", "min", "max", "floor", "fround", "imul"];

/** What only the tests use. */
const forTests = ["exact-numbers.ts", "float32-numbers.ts"];

const sources = (readdirSync(new URL(".", import.meta.url), { recursive: true }) as string[])
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts") && !forTests.includes(file));

test.each(sources)("%s calls nothing of Math whose last digit depends on the engine", (file) => {
  const code = readFileSync(new URL(file, import.meta.url), "utf8").replaceAll(
    /\/\*.*?\*\/|\/\/[^\n]*/gs,
    "",
  );
  const used = [...code.matchAll(/\bMath\.(\w+)/g)].map(([, name]) => name);
  expect(used.filter((name) => !exact.includes(name as string))).toEqual([]);
  // A power of two literal numbers is rounded once by the parser's own arithmetic, and exact where the base is 2.
  expect(code.match(/(?<!\b2) \*\* |\*\* (?!-?\(?-?\d)/g) ?? []).toEqual([]);
});
