import { expect, test } from "vitest";
import { evaluateModule } from "./page/text-module.ts";
import { exerciseWithMistake, exerciseWithVariant } from "./written-exercise.ts";

const solution =
  "export function double(x: number): number {\n  return 2 * x;\n}\n\nexport function triple(x: number): number {\n  return 3 * x;\n}\n";
const mistake = { name: "n", task: "triple", misunderstanding: "m", hint: "h", inAnotherStyle: () => 0 };

test("a mistake takes the place of one function", () => {
  const text = exerciseWithMistake(solution, { ...mistake, wrong: (x: number) => x * x * x });
  const { double, triple } = evaluateModule(text, "m.ts", {}) as Record<string, (x: number) => number>;
  expect([double?.(2), triple?.(2)]).toEqual([4, 8]);
  expect(() => exerciseWithMistake(solution, { ...mistake, task: "half", wrong: () => 0 })).toThrow(
    "no function half",
  );
});

test("a variant stands under the exercise's names, whatever the file calls its own", () => {
  const variants =
    "const double = 7;\nexport const variants = [{ exports: {} }, { exports: { double: () => double } }];\n";
  const exported = evaluateModule(exerciseWithVariant(variants, 1, ["double"]), "m.ts", {});
  expect((exported.double as () => number)()).toBe(7);
});
