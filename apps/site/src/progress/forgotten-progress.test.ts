import { noProgress, withOutcome } from "@vanishing/catalogue/progress";
import { expect, test } from "vitest";
import { createCourseStorage } from "./course-storage.ts";
import { createForgottenProgress } from "./forgotten-progress.ts";
import { createProgressStore } from "./progress-store.ts";

const outcome = { starter: "3f2a", passed: true, testsPassed: 9, tests: 9, at: "2026-11-21T12:00:00.000Z" };

/** A storage that lasts as long as this test, as where the browser's is blocked. */
function begin() {
  const storage = createCourseStorage("/", () => undefined);
  const store = createProgressStore(storage);
  const forgotten = createForgottenProgress(storage, store);
  const slugs = () => Object.keys(store.load().progress.lessons).sort();
  return { storage, store, forgotten, slugs };
}

test("what is forgotten comes back, beside what has come since", () => {
  const { store, forgotten, slugs } = begin();
  store.change((now) => withOutcome(now, "products", outcome));
  expect(forgotten.canBringBack()).toBe(false);
  forgotten.forget();
  expect(store.load().progress).toEqual(noProgress);
  expect(forgotten.canBringBack()).toBe(true);
  store.change((now) => withOutcome(now, "saturation", outcome));
  expect(forgotten.bringBack().isDone).toBe(true);
  expect(slugs()).toEqual(["products", "saturation"]);
  expect(forgotten.canBringBack()).toBe(false);
});

test("nothing is forgotten where what stands there cannot be used, and there is no room to set it aside", () => {
  const { storage, store, forgotten } = begin();
  storage.write("progress", "{");
  expect(forgotten.forget()).toMatchObject({ isDone: false, trouble: expect.stringContaining("no room") });
  expect(store.unusable()).toEqual([{ since: undefined, text: "{" }]);
});

test("forgetting twice does not lose what was forgotten first", () => {
  const { store, forgotten, slugs } = begin();
  store.change((now) => withOutcome(now, "products", outcome));
  forgotten.forget();
  forgotten.forget();
  forgotten.bringBack();
  expect(slugs()).toEqual(["products"]);
});

test("nothing can be brought back before, or from garbage", () => {
  const { storage, forgotten, slugs } = begin();
  expect(forgotten.bringBack()).toEqual({ isDone: false, trouble: undefined });
  storage.write("progress:forgotten", "{");
  expect(forgotten.canBringBack()).toBe(false);
  expect(slugs()).toEqual([]);
});
