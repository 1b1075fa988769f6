import { expect, test } from "vitest";
import type { FrameMessage } from "../runner/messages.ts";
import { afterMessage, begunRun } from "./run-record.ts";

const after = (...messages: FrameMessage[]) => messages.reduce(afterMessage, begunRun(["f"]));
const passed = { path: ["f", "a"], state: "passed" } as const;
const failed = { path: ["f", "b"], state: "failed", message: "no" } as const;

test("tests are kept as they come, and the run ends with done", () => {
  const begun = after({ kind: "started", path: ["f", "a"] }, { kind: "result", result: passed });
  expect(begun).toMatchObject({ tests: [passed], isRunning: true, problem: undefined });
  expect(afterMessage(begun, { kind: "done" }).isRunning).toBe(false);
});

test("what is printed is put together", () => {
  expect(after({ kind: "printed", text: "a\n" }, { kind: "printed", text: "b\n" }).printed).toBe("a\nb\n");
});

test.each(["refused", "broken", "stopped"] as const)("a run that is %s has a problem", (kind) => {
  const record = after({ kind: "result", result: passed }, { kind, problem: "It does not end." });
  expect(record).toMatchObject({ tests: [passed], problem: "It does not end.", isRunning: false });
});

test("once the suite is through, its verdict stands", () => {
  const recognised = { name: "m", task: "f", misunderstanding: "a", hint: "b" };
  const through = after({ kind: "result", result: failed }, { kind: "recognises" });
  expect(afterMessage(through, { kind: "stopped", problem: "It does not end." }).problem).toBeUndefined();
  expect(afterMessage(through, { kind: "recognised", recognised: [recognised] }).recognised).toEqual([
    recognised,
  ]);
});
