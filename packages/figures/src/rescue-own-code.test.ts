import { expect, test } from "vitest";
import { rescuePicture } from "./rescue-model.ts";
import { compute as ownRescue } from "./rescue-own-code.ts";
import { untreated } from "./rescue-settings.ts";

const values = { ...untreated, seed: 9 };

test("computes the figure with the learner's prescription", () => {
  const prescribe = ({ layers }: { readonly layers: readonly unknown[] }) => ({
    branchScale: 1 / Math.sqrt(layers.length),
  });
  const { treatment, ...own } = ownRescue({ prescribe }, values);
  const { treatment: byHand, values: _, ...others } = rescuePicture({ ...values, branches: "scaled" });
  expect(own).toMatchObject(others);
  expect(treatment).toEqual({ branchScale: byHand.branchScale });
});

test("refuses what is no prescription", () => {
  expect(() => ownRescue({}, values)).toThrow("It exports no function prescribe.");
  expect(() => ownRescue({ prescribe: () => ({ gain: "large" }) }, values)).toThrow(
    /^gain: expected a number above 0/,
  );
});
