import { readLessonPages } from "../learner/lesson-pages.ts";
import { checkLessons } from "../report/check-lessons.ts";
import { expectWritable, writeReport } from "../report/report-file.ts";
import type { Report } from "../report/report-format.ts";
import { reportTable } from "../report/report-table.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { exitCodes, UsageError } from "../terminal/run-command.ts";
import { typedPath } from "../terminal/typed-path.ts";

export interface ReportOptions {
  readonly json?: true;
  readonly junit?: true;
  readonly schema?: true;
  readonly out?: string;
}

/**
 * Checks the asked-for lessons, or all, and writes what came of each test: a table for people, JSON or JUnit XML. Standard output holds
 * nothing else.
 *
 * @returns done when all of the lessons pass
 * @throws UsageError for an unknown lesson, and for two formats at once
 */
export async function report(words: readonly string[], options: ReportOptions): Promise<number> {
  const formats = (["json", "junit", "schema"] as const).filter((name) => options[name]);
  if (formats.length > 1) {
    throw new UsageError(
      `Choose one of --${formats.join(" and --")}. A second report can be made with the other.`,
    );
  }
  const asked = new Set(askedLessons(words, "course report").map(({ slug }) => slug));
  const file = options.out === undefined ? undefined : typedPath(options.out);
  if (file !== undefined) expectWritable(file);

  if (options.schema) {
    const { reportJsonSchema } = await import("../report/report-format.ts");
    write(json(reportJsonSchema()), file);
    return exitCodes.done;
  }
  const pages = (await readLessonPages()).filter(({ slug }) => asked.size === 0 || asked.has(slug));
  const made = await checkLessons(pages);
  write(await inFormat(made, formats[0]), file);
  if (file !== undefined) console.error(`The report is in ${file}.`);
  return made.passed ? exitCodes.done : exitCodes.failed;
}

async function inFormat(made: Report, format: "json" | "junit" | "schema" | undefined): Promise<string> {
  if (format === "json") return json(made);
  if (format === undefined) return reportTable(made);
  const { junit } = await import("../report/junit.ts");
  return junit(made);
}

function json(content: object): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}

function write(text: string, file: string | undefined): void {
  if (file === undefined) process.stdout.write(text);
  else writeReport(file, text);
}
