import { expect, test } from "vitest";
import { callTexts } from "./call-texts.ts";

const packages = { "@vanishing/core": { double: (x: number) => 2 * x } };
const own = { name: "exercise.ts", text: "export function f(x: number): number { return x + 1; }" };
const user = {
  name: "predictions.ts",
  text: `import { double } from "@vanishing/core";
import { f } from "exercise.ts";
export const both = async (x: number) => [double(x), f(x)];
export const limit = 3;`,
};

test("modules import the packages and the modules before them, and the last one's export is called", async () => {
  expect(await callTexts({ modules: [own, user], name: "both", inputs: [4] }, packages)).toEqual([8, 5]);
});

test.each([
  ["a name that is not there", [own, user], "neither", "predictions.ts exports no function neither."],
  ["what is no function", [own, user], "limit", "predictions.ts exports no function limit."],
  ["a name that every object has", [own, user], "toString", "exports no function toString"],
  ["no modules", [], "both", "exports no function both"],
  [
    "a module that comes later",
    [user, own],
    "f",
    'predictions.ts imports "exercise.ts", which is not there.',
  ],
])("%s is refused", async (_, modules, name, message) => {
  await expect(callTexts({ modules, name, inputs: [] }, packages)).rejects.toThrow(message);
});

test("what the text throws comes out as it is", async () => {
  const text = 'export const f = () => { throw new RangeError("beyond"); };';
  await expect(
    callTexts({ modules: [{ name: "a.ts", text }], name: "f", inputs: [] }, packages),
  ).rejects.toThrow(new RangeError("beyond"));
});
