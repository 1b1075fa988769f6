import { expect, test } from "vitest";
import { choice, number, seed, toggle } from "./controls.ts";
import { fileName } from "./file-name.ts";

const figure = {
  name: "saturation",
  controls: {
    activation: choice({ label: "Activation", options: { "a/b ü": "odd" }, initial: "a/b ü" }),
    mean: number({ label: "Mean", min: -6, max: 6, step: 0.1, initial: 0 }),
    shown: toggle({ label: "Shown", initial: false }),
    seed: seed(),
  },
  values: { activation: "a/b ü", mean: -0.3, shown: true, seed: 7 },
} as const;

test("a file is named by figure, parts and state, in characters that every file system takes", () => {
  expect(fileName(figure, () => true, ["inputs", "own code"], "csv")).toBe(
    "saturation_inputs_own-code_activation-a-b-_mean--0.3_shown-on_seed-7.csv",
  );
});

test("a control that does not matter is left out", () => {
  expect(fileName(figure, (control) => control === "seed", [], "svg")).toBe("saturation_seed-7.svg");
});
