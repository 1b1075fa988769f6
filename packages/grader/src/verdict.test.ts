import { expect, test } from "vitest";
import { openTask } from "./verdict.ts";

test.each([
  ["TODO: pathGain", "pathGain"],
  ["TODO pathGain: multiply", "pathGain"],
  ["TODO finish this later", "logGain"],
  ["TODO", "logGain"],
  ["TODOS are many", undefined],
  ["It is still TODO: pathGain", undefined],
  ["", undefined],
])("the open task in %j is %j", (message, task) => {
  const result = { path: ["logGain", "adds"], state: "failed", message } as const;
  expect(openTask(result, ["pathGain", "logGain"])).toBe(task);
});

test("a test that passed, or that is about no task, has no open one", () => {
  expect(openTask({ path: ["logGain", "adds"], state: "passed" }, ["logGain"])).toBeUndefined();
  expect(openTask({ path: ["chains"], state: "failed", message: "TODO" }, ["logGain"])).toBeUndefined();
});
