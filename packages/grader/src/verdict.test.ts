import { expect, test } from "vitest";
import { openTask } from "./verdict.ts";

test.each([
  ["TODO: pathGain", "pathGain"],
  ["TODO pathGain: multiply", "pathGain"],
  ["Error: TODO: pathGain", "pathGain"],
  ["It is still TODO: pathGain", undefined],
  ["", undefined],
  [undefined, undefined],
])("the open task in %j is %j", (message, task) => {
  expect(openTask({ path: [], state: "failed", ...(message === undefined ? {} : { message }) })).toBe(task);
});
