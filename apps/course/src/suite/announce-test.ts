import { dirname } from "node:path";
import { afterAll, afterEach, beforeEach, type TestContext } from "vitest";
import type { Announcement } from "./announcements.ts";
import { reportVitals } from "./report-vitals.ts";

// Runs inside of the learner's process: once before the suite is loaded, before and after each test, and after the last one.

reportVitals();

// Kept before any of the learner's code runs, which could put something else in its place.
const send = process.send?.bind(process);
const announce = (announcement: Announcement) => send?.(announcement);

let lessonOfFailure: string | undefined;

announce({ loads: true });

beforeEach(({ task }) => {
  announce({ testBegins: pathOf(task) });
});

afterEach(({ task }) => {
  const path = pathOf(task);
  const [error] = task.result?.errors ?? [];
  if (error) lessonOfFailure = dirname(task.file.filepath);
  announce({
    testEnds: error ? { path, state: "failed", message: String(error.message) } : { path, state: "passed" },
  });
});

// The verdict stands by now. What goes wrong in here costs a hint, and nothing else.
afterAll(async () => {
  if (lessonOfFailure === undefined) return;
  announce({ recognises: true });
  try {
    const { recogniseExercise } = await import("./recognise-exercise.ts");
    announce({ recognised: await recogniseExercise(lessonOfFailure) });
  } catch {
    announce({ recognised: [] });
  }
});

function pathOf(task: TestContext["task"]): string[] {
  const path = [task.name];
  for (let group = task.suite; group?.name; group = group.suite) path.unshift(group.name);
  return path;
}
