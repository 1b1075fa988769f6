import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { contractOfStarter, exerciseProblem } from "./read-exercise.ts";

const folder = mkdtempSync(path.join(tmpdir(), "exercise-"));
afterAll(() => rmSync(folder, { recursive: true }));

const contract = {
  imports: ["random from @vanishing/core", "Tape from @vanishing/core"],
  exports: ["double"],
};
const double = "export function double(x: number): number {\n  return 2 * x;\n}\n";
const problemOf = async (text: string | Buffer) => {
  const file = path.join(folder, "exercise.ts");
  writeFileSync(file, text);
  return exerciseProblem(file, contract);
};

test.each([
  ["the plain answer", double],
  ["an allowed import", `import { random } from "@vanishing/core";\n${double}`],
  ["an allowed import under another name", `import { random as draw } from "@vanishing/core";\n${double}`],
  ["a type by import()", `${double}export type Facts = import("node:fs").Stats;\n`],
  ["a type of any origin, which leaves no trace", `import type { Matrix } from "anywhere";\n${double}`],
  ["a constant", "export const double = (x: number) => x + x;\n"],
  ["a list of exports", "const twice = (x: number) => x + x;\nexport { twice as double };\n"],
  ["Windows line ends", double.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\uFEFF${double}`],
  ["the word import in a comment and a string", `// import x from "y"\nconst s = 'import "z"';\n${double}`],
])("takes %s", async (_name, text) => {
  expect(await problemOf(text)).toBeUndefined();
});

test.each([
  [
    "a syntax error, with its line",
    "export const x = 1;\nexport function double(x: number) {\n  return 2 *;\n}\n",
    "Line 3 cannot be read as TypeScript: Expression expected.",
  ],
  ["an unfinished file", "export function double(x: number) {\n", "cannot be read as TypeScript"],
  ["syntax that Node cannot erase", `enum A { B }\n${double}`, "enum"],
  [
    "a } that is missing further up",
    "export function double(x: number) {\n  return 2 * x;\nexport const y = 1;\n",
    "Is a } missing above it?",
  ],
  ["the minus of a printed formula", "export const double = (x: number) => x − -x;\n", "In code it is -"],
  ["a name that is spelt otherwise", "export const Double = (x: number) => x + x;\n", "It exports Double."],
  ["a missing export", "function double() {}\n", "does not export double"],
  ["an empty file", "", "does not export double"],
  ["an export of the type only", "export type double = number;\n", "does not export double"],
  ["a foreign import", `import { tanh } from "@vanishing/activations";\n${double}`, "@vanishing/activations"],
  [
    "a foreign re-export",
    'export { tanh as double } from "@vanishing/activations";\n',
    "@vanishing/activations",
  ],
  ["a foreign star", `export * from "./solution.ts";\n${double}`, 're-exports "./solution.ts"'],
  ["an import for its effect", `import "node:fs";\n${double}`, "node:fs"],
  ["an import()", `${double}const later = import("@vanishing/activations");\n`, "@vanishing/activations"],
  ["an import() of a computed name", `${double}const later = import("a" + "b");\n`, "import()"],
  [
    "another name from an allowed module",
    `import { sigmoid } from "@vanishing/core";\n${double}`,
    "imports sigmoid from @vanishing/core",
  ],
  [
    "all of an allowed module",
    `import * as core from "@vanishing/core";\n${double}`,
    "imports * from @vanishing/core",
  ],
  [
    "a re-export from an allowed module",
    'export { sigmoid as double } from "@vanishing/core";\n',
    "re-exports",
  ],
  ["import.meta", `${double}const all = import.meta.glob("./*.ts");\n`, "uses import.meta"],
  ["UTF-16", Buffer.from("\uFEFFexport", "utf16le"), "UTF-16"],
  ["binary data", Buffer.from([1, 0, 2]), "binary data"],
  ["10 MB", `${double}//${" ".repeat(1e7)}`, "10000"],
])("names %s", async (_name, text, problem) => {
  expect(await problemOf(text)).toContain(problem);
});

test("names a folder in the file's place, and a file that is not there", async () => {
  mkdirSync(path.join(folder, "directory.ts"));
  expect(await exerciseProblem(path.join(folder, "directory.ts"), contract)).toContain("not a file");
  expect(await exerciseProblem(path.join(folder, "nowhere.ts"), contract)).toContain("no such file");
});

test("a starter's contract is its imports by name and its exports", async () => {
  const file = path.join(folder, "starter.ts");
  writeFileSync(
    file,
    'import core, { random, Tape as Record } from "@vanishing/core";\nimport type { Matrix } from "@vanishing/core";\nexport function f(m: Matrix) {}\n',
  );
  expect(await contractOfStarter(file)).toEqual({
    imports: ["default from @vanishing/core", "random from @vanishing/core", "Tape from @vanishing/core"],
    exports: ["f"],
  });
});
