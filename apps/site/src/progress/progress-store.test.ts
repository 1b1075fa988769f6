import { noProgress, withOutcome } from "@vanishing/catalogue/progress";
import { expect, test } from "vitest";
import type { CourseStorage } from "./course-storage.ts";
import { createProgressStore } from "./progress-store.ts";

/** Texts in memory, of which every write tells `trouble`. */
function texts(kept: Record<string, string> = {}, trouble?: string): CourseStorage & { kept: typeof kept } {
  return {
    kept,
    read: (name) => kept[name],
    write(name, text) {
      kept[name] = text;
      return trouble;
    },
    trouble: () => trouble,
    remove: (name) => void delete kept[name],
    names: (prefix) => Object.keys(kept).filter((name) => name.startsWith(prefix)),
    onOtherTab: () => () => {},
  };
}

const outcome = { starter: "3f2a", passed: true, testsPassed: 9, tests: 9, at: "2026-11-21T12:00:00.000Z" };

test("there is none at first, and what is changed is there for the next visit", () => {
  const storage = texts();
  expect(createProgressStore(storage).load()).toEqual({ progress: noProgress, trouble: undefined });
  expect(createProgressStore(storage).change((now) => withOutcome(now, "products", outcome))).toBeUndefined();
  expect(createProgressStore(storage).load().progress.lessons.products).toMatchObject({ passed: true });
});

test("a change is made to what another tab has kept since", () => {
  const storage = texts();
  const [here, there] = [createProgressStore(storage), createProgressStore(storage)];
  here.load();
  there.change((now) => withOutcome(now, "products", outcome));
  here.change((now) => withOutcome(now, "saturation", outcome));
  expect(Object.keys(here.load().progress.lessons).sort()).toEqual(["products", "saturation"]);
});

test.each([
  ["garbage", "{", "not JSON"],
  [
    "a later edition's",
    '{"format":"vanishing-point-progress","version":2,"lessons":{}}',
    "newer edition of the course",
  ],
])("what cannot be used, %s, is said, and set aside by the next change", (_, text, reason) => {
  const storage = texts({ progress: text });
  const store = createProgressStore(storage);
  expect(store.load()).toMatchObject({ progress: noProgress, trouble: expect.stringContaining(reason) });
  expect(storage.kept).toEqual({ progress: text });
  expect(store.unusable()).toEqual([{ since: undefined, text }]);
  expect(store.change((now) => withOutcome(now, "products", outcome))).toContain("set aside");
  expect(store.load().trouble).toBeUndefined();
  expect(store.unusable()).toEqual([{ since: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), text }]);
});

test("what cannot be used stays where there is no room to set it aside", () => {
  const storage = texts({ progress: "{" }, "It is full.");
  const store = createProgressStore(storage);
  expect(store.change((now) => withOutcome(now, "products", outcome))).toContain("nothing new is kept");
  expect(storage.kept).toEqual({ progress: "{" });
});

test("what could not be kept is said", () => {
  expect(createProgressStore(texts({}, "It is full.")).change((now) => now)).toBe(
    "Your progress could not be kept. It is full.",
  );
});

test("listeners hear of a change until they stop", () => {
  const store = createProgressStore(texts());
  let heard = 0;
  const stop = store.onChange(() => {
    heard += 1;
  });
  store.change((now) => now);
  stop();
  store.change((now) => now);
  expect(heard).toBe(1);
});
