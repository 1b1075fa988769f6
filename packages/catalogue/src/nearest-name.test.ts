import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const names = ["core", "activations", "initializers"];

test.each([
  ["activation", "activations"],
  ["initialisers", "initializers"],
  ["Core", "core"],
  ["coer", "core"],
  ["act", "activations"],
])("%j is nearest to %s", (word, name) => {
  expect(nearestName(word, names)).toBe(name);
});

test.each(["", "quantum-gravity", "x".repeat(1e6)])("a word like no name has no nearest", (word) => {
  expect(nearestName(word, names)).toBeUndefined();
});
