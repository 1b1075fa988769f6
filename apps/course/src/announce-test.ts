import { beforeEach } from "vitest";
import type { TestAnnouncement } from "./watched-worker.ts";

// Runs inside vitest's process for tests, before each of them.
beforeEach(({ task }) => {
  const path = [task.name];
  for (let group = task.suite; group?.name; group = group.suite) path.unshift(group.name);
  process.send?.({ testBegins: path } satisfies TestAnnouncement);
});
