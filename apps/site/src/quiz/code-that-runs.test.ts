import { describe, expect, test } from "vitest";
import { codeThatRuns } from "./code-that-runs.ts";

const text = `import { exp, tanh } from "@vanishing/core";
import * as activations from "@vanishing/activations";
import solution, { pathGain as gain } from "./solution.ts";

const depth = 10;

/** The slopes of a chain. */
function slopes(layers: number): number[] {
  return Array(layers).fill(tanh(layers));
}

/** What is left of it. */
export function left() {
  // As many as there are.
  return gain(slopes(depth));
}

export const unused = 3;

export function itself(): number {
  return depth > 0 ? itself() : activations.sigmoid.value(0);
}

export async function alone() {
  return 1;
}
`;

describe("codeThatRuns", () => {
  test("is the function, what it uses of its file, and the imports of both, in the file's order", () => {
    expect(codeThatRuns(text, "left")).toBe(`import { tanh } from "@vanishing/core";
import { pathGain as gain } from "./solution.ts";

const depth = 10;

/** The slopes of a chain. */
function slopes(layers: number): number[] {
  return Array(layers).fill(tanh(layers));
}

/** What is left of it. */
export function left() {
  // As many as there are.
  return gain(slopes(depth));
}`);
  });

  test("keeps an import of all, and ends where a function calls itself", () => {
    expect(codeThatRuns(text, "itself")).toBe(`import * as activations from "@vanishing/activations";

const depth = 10;

export function itself(): number {
  return depth > 0 ? itself() : activations.sigmoid.value(0);
}`);
  });

  test("is the function alone where it uses nothing", () => {
    expect(codeThatRuns(text, "alone")).toBe("export async function alone() {\n  return 1;\n}");
  });

  test("keeps its lines when they end as on Windows", () => {
    expect(codeThatRuns(text.replaceAll("\n", "\r\n"), "alone")).toBe(
      "export async function alone() {\n  return 1;\n}",
    );
  });

  test.each(["none", "toString", "gain"])("names a function that is not there: %s", (name) => {
    expect(() => codeThatRuns(text, name)).toThrow(`predictions.ts has no function ${name}.`);
  });

  test("names the error of a text that cannot be parsed", () => {
    expect(() => codeThatRuns("export function f( {", "f")).toThrow("predictions.ts cannot be parsed");
  });
});
