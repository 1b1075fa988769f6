import { expect, test } from "vitest";
import { hintsFor } from "./hints.ts";

const hints = { "sigmoid › is finite": ["own"], sigmoid: ["group"], "a stack › of layers": ["inner group"] };

test.each([
  [["sigmoid", "is finite"], ["own"]],
  [["sigmoid", "always rises"], ["group"]],
  [["a stack", "of layers", "decays"], ["inner group"]],
  [["a stack", "decays"], []],
  [["constructor"], []],
  [[], []],
])("%j finds %j", (path, found) => {
  expect(hintsFor(path, hints)).toEqual(found);
});
