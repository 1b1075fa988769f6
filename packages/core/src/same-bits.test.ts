import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What IEEE 754 and ECMAScript fix to the last bit. Everything else of Math may differ from engine to engine. */
const exact = ["PI", "sqrt", "abs", "min", "max", "floor", "fround", "imul"];

const sources = ["data-sets", "layers", "optimizers"]
  .flatMap((folder) => readdirSync(new URL(`${folder}/`, import.meta.url)).map((file) => `${folder}/${file}`))
  .concat("trigonometry.ts", "xoshiro.ts")
  .filter((file) => !file.endsWith(".test.ts"));

test.each(sources)("%s calls nothing of Math whose last digit depends on the engine", (file) => {
  const code = readFileSync(new URL(file, import.meta.url), "utf8").replaceAll(
    /\/\*.*?\*\/|\/\/[^\n]*/gs,
    "",
  );
  const used = [...code.matchAll(/\bMath\.(\w+)/g)].map(([, name]) => name);
  expect(used.filter((name) => !exact.includes(name as string))).toEqual([]);
});
