import { enableCompileCache } from "node:module";
import { courseMap } from "./course-map.ts";
import { readLessonPages } from "./lesson-pages.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { loadProgress } from "./progress-store.ts";
import { runCommand } from "./run-command.ts";

enableCompileCache();

const usage = `${pnpmCommand()} course   the map of the course and your progress`;

function main(words: readonly string[]): number {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(usage);
    return 0;
  }
  if (words.length > 0) {
    console.error(`There is no command ${JSON.stringify(words[0]?.slice(0, 60))}.\n\n${usage}`);
    return 2;
  }
  const { progress, trouble } = loadProgress();
  process.stdout.write(courseMap(readLessonPages(), progress, pnpmCommand()));
  if (trouble)
    console.error(`\n${trouble}. The next test run keeps it under another name and begins a new one.`);
  return 0;
}

await runCommand(main);
