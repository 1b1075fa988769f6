import { afterEach, beforeEach, type TestContext } from "vitest";
import type { TestAnnouncement } from "./watched-worker.ts";

// Runs inside vitest's process for tests: once before the suite is loaded, then before and after each test.
const announce = (announcement: TestAnnouncement) => process.send?.(announcement);

announce({ loads: true });

beforeEach(({ task }) => {
  announce({ testBegins: pathOf(task) });
});

afterEach(({ task }) => {
  const path = pathOf(task);
  const [error] = task.result?.errors ?? [];
  announce({
    testEnds: error ? { path, state: "failed", message: String(error.message) } : { path, state: "passed" },
  });
});

function pathOf(task: TestContext["task"]): string[] {
  const path = [task.name];
  for (let group = task.suite; group?.name; group = group.suite) path.unshift(group.name);
  return path;
}
