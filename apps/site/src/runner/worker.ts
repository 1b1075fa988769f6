import * as checks from "@vanishing/checks";
import * as core from "@vanishing/core";
import { callTexts, gradeTexts, type ModuleTable, withModules } from "@vanishing/grader/page";
import type { RunRequest, WorkerMessage } from "./messages.ts";
import { listenToConsole } from "./printed.ts";

// The worker inside of the runner's frame. It takes one request, with a port of its own to answer through: what the learner's code posts by
// itself goes nowhere. The frame ends it when it does not come back.

const ownPackages: ModuleTable = {
  "@vanishing/checks": { ...checks },
  "@vanishing/core": { ...core },
};

self.addEventListener(
  "message",
  ({ data, ports }: MessageEvent<RunRequest>) => {
    const [port] = ports;
    if (!port) return;
    // Kept before any of the learner's code runs, which could put something else in its place.
    const post = port.postMessage.bind(port);
    const tell = (message: WorkerMessage) => post(message);
    listenToConsole((text) => tell({ kind: "printed", text }));
    answer(data, tell).then(
      () => tell({ kind: "done" }),
      (error: unknown) => tell({ kind: "broken", problem: String(error) }),
    );
  },
  { once: true },
);

async function answer(request: RunRequest, tell: (message: WorkerMessage) => void): Promise<void> {
  const { task } = request;
  const packages = withModules(ownPackages, request.packages);
  if (task.kind === "grade") return gradeTexts(task.lesson, task.exercise, packages, tell);
  tell({ kind: "value", value: await callTexts(task.call, packages) });
}
