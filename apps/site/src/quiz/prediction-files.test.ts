import { expect, test } from "vitest";
import { hasPredictions, predictionTexts, runHere } from "./prediction-files.ts";

test("a lesson's predictions run here, and their texts are the files'", async () => {
  expect(hasPredictions("03-saturation")).toBe(true);
  expect(await runHere("03-saturation", "sigmoidAt50")).toBe("one");
  const { predictions, solution } = await predictionTexts("03-saturation");
  expect(predictions).toContain("export function sigmoidAt50()");
  expect(solution).toContain("export function sigmoidDerivative(");
});

test("a lesson without predictions is told apart", async () => {
  expect(hasPredictions("99-none")).toBe(false);
  await expect(predictionTexts("99-none")).rejects.toThrow("lessons/99-none/predictions.ts is missing");
});

test.each(["none", "toString", "__proto__"])("a function that is not there is named: %s", async (name) => {
  await expect(runHere("03-saturation", name)).rejects.toThrow(
    new RegExp(`predictions\\.ts exports no function ${name}; it exports .*sigmoidAt50`),
  );
});
