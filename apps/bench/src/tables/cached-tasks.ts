import { type Command, time, timeOfSuccess } from "../command.ts";
import { root } from "../course-copy.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

const limit = 2000;
const reason =
  "A command with nothing to do should answer while one still looks at it; otherwise one stops running it to be sure.";

const tasks: Command[] = [
  { name: "pnpm build", folder: root, line: ["pnpm", "build"] },
  { name: "pnpm test", folder: root, line: ["pnpm", "test"] },
];

/** The wall time of the project's own tasks when nothing has changed since the last run. */
export const cachedTasks: Table = {
  name: "cached-tasks",
  measure({ pairs, say }) {
    const rows = tasks.map((task) => {
      say(`${task.name}, first run (it fills the cache, and can take minutes)`);
      const first = time(task);
      if (first.exitCode !== 0)
        return [`\`${task.name}\``, `exit code ${first.exitCode}`, "–", "–", "**not measured**"];
      const times = Array.from({ length: pairs }, (_, index) => {
        say(`${task.name}, ${index + 1} of ${pairs}`);
        return timeOfSuccess(task);
      });
      return [
        `\`${task.name}\``,
        median(times).toFixed(0),
        Math.min(...times).toFixed(0),
        Math.max(...times).toFixed(0),
        median(times) <= limit ? "met" : "**not met**",
      ];
    });
    return [
      `Wall time of the whole process in milliseconds, ${pairs} runs each, nothing changed since the run before.`,
      "",
      markdownTable(["", "median", "least", "most", `limit ${limit}`], rows),
      "",
      reason,
    ].join("\n");
  },
};
