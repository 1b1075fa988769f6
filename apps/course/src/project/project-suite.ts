import { rmSync } from "node:fs";
import { courseFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { countTests, reportFiles } from "./test-counts.ts";
import { turbo } from "./turbo.ts";

/** Runs the whole suite of the project through turbo, and ends with the counts. @returns the exit code */
export async function runProjectSuite(): Promise<number> {
  console.log(
    `This is the project's own suite: every package, every lesson's solution, the site in a browser.
Your own exercises are checked by  ${pnpmCommand()} test lesson-0  (and so on).\n`,
  );
  // A report from an earlier run must not count where a package stops before it writes its own. turbo puts back what it has cached.
  for (const { file } of reportFiles(courseFolder)) rmSync(file, { force: true });
  const words = ["run", "test", "--continue", "--concurrency=2", "--output-logs=new-only"];
  // One after the other: the browser's tests and the command line's would each take all cores, and together they take longer.
  const statuses = [
    await turbo(...words, "--filter=!@vanishing/site"),
    await turbo(...words, "--filter=@vanishing/site"),
  ];
  const { rows, passed, failed } = countTests(courseFolder);
  const width = Math.max(...rows.map(({ name }) => name.length), 0);
  for (const row of rows) {
    console.log(
      `${row.name.padEnd(width)}  ${row.counts ? `${row.counts.passed} passed, ${row.counts.failed} failed` : "no report"}`,
    );
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  const complete = rows.every(({ counts }) => counts !== undefined);
  return statuses.every((status) => status === 0) && failed === 0 && complete ? 0 : 1;
}
