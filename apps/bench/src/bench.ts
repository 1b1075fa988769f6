// `pnpm bench [TABLE …] [--pairs N] [--write]`: measures, prints Markdown, and with --write puts it into README.md.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Arguments, readArguments } from "./arguments.ts";
import { machine } from "./machine.ts";
import { updatedReport } from "./report.ts";
import type { Table } from "./table.ts";
import { cachedTasks } from "./tables/cached-tasks.ts";
import { courseMap } from "./tables/course-map.ts";
import { figures } from "./tables/figures.ts";
import { lessonCheck } from "./tables/lesson-check.ts";
import { lessonRun } from "./tables/lesson-run.ts";
import { lighthouse } from "./tables/lighthouse.ts";
import { pageRun } from "./tables/page-run.ts";
import { peers } from "./tables/peers.ts";
import { siteBuild } from "./tables/site-build.ts";
import { trainingStep } from "./tables/training-step.ts";
import { watch } from "./tables/watch.ts";

const tables: Table[] = [
  lessonRun,
  watch,
  courseMap,
  lessonCheck,
  cachedTasks,
  lighthouse,
  pageRun,
  figures,
  siteBuild,
  trainingStep,
  peers,
];

let asked: Arguments;
try {
  asked = readArguments(
    process.argv.slice(2),
    tables.map(({ name }) => name),
  );
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: pnpm bench [TABLE …] [--pairs N] [--write]`);
  process.exit(2);
}

const say = (progress: string) => console.error(`… ${progress}`);
// Ctrl+C ends the command being timed; its failure then removes the copy of the course, which dying here would leave.
process.on("SIGINT", () => {});

const sections: Record<string, string> = {};
try {
  for (const table of tables.filter(({ name }) => asked.tables.includes(name))) {
    const measured = await table.measure({ pairs: asked.pairs, say });
    const section = `${measured}\n\n${machine()}.`;
    console.log(`## ${table.name}\n\n${section}\n`);
    sections[table.name] = section;
  }
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}

if (asked.write) {
  const report = join(import.meta.dirname, "../README.md");
  writeFileSync(report, updatedReport(readFileSync(report, "utf8"), sections));
  say("written to apps/bench/README.md");
}
