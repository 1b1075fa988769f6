import { beforeEach, expect, test } from "vitest";
import { exerciseSlots, type TextStorage } from "./exercise-slots.ts";

let kept: Map<string, string>;
let storage: TextStorage;
beforeEach(() => {
  kept = new Map();
  storage = {
    read: (name) => kept.get(name),
    write: (name, text) => void kept.set(name, text),
    names: (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
  };
});

test("what is kept is read again, for its lesson and its starter alone", () => {
  exerciseSlots(storage, "products", "a1").keep("mine");
  expect(exerciseSlots(storage, "products", "a1").written()).toBe("mine");
  expect(exerciseSlots(storage, "products", "b2").written()).toBeUndefined();
  expect(exerciseSlots(storage, "saturation", "a1").written()).toBeUndefined();
});

test("a new starter has an empty slot, and the texts for earlier ones stay within reach", () => {
  exerciseSlots(storage, "products", "a1").keep("first");
  exerciseSlots(storage, "products", "b2").keep("second");
  const slots = exerciseSlots(storage, "products", "c3");
  expect(slots.written()).toBeUndefined();
  expect(slots.earlier()).toEqual([
    { starterVersion: "a1", text: "first" },
    { starterVersion: "b2", text: "second" },
  ]);
});

test("a lesson whose slug begins like another one's has texts of its own", () => {
  exerciseSlots(storage, "batch-norm", "a1").keep("mine");
  expect(exerciseSlots(storage, "batch", "b2").earlier()).toEqual([]);
});

test("texts that were replaced or have passed are no texts for an earlier starter", () => {
  const slots = exerciseSlots(storage, "products", "a1");
  slots.keepReplaced("old");
  slots.keepPassed("passed");
  expect(slots.replaced()).toBe("old");
  expect(slots.passed()).toBe("passed");
  expect(slots.earlier()).toEqual([]);
  expect(slots.written()).toBeUndefined();
});

test("what could not be kept is told", () => {
  const full = { ...storage, write: () => "The browser's storage is full." };
  expect(exerciseSlots(full, "products", "a1").keep("mine")).toBe("The browser's storage is full.");
});
