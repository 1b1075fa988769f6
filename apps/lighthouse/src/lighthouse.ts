// `pnpm lighthouse [--runs N] [--page PATH …]`: Lighthouse on the built site. Prints a Markdown table; fails below 100 for
// accessibility, best practices or SEO.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { type Arguments, readArguments } from "./arguments.ts";
import { builtPages } from "./built-pages.ts";
import { serveCompressed } from "./compressed-site.ts";
import { resultsInWords, shortcomings } from "./in-words.ts";
import { onePageOfEachKind } from "./page-kinds.ts";
import { type PageResult, pageResult } from "./page-result.ts";
import { mustBeFull, type Report } from "./report.ts";
import { runLighthouse } from "./run-lighthouse.ts";

const apps = join(import.meta.dirname, "../..");
const site = join(apps, "site/dist");

let asked: Arguments;
try {
  asked = readArguments(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\nUsage: pnpm lighthouse [--runs N] [--page PATH …]`);
  process.exit(2);
}

// Ctrl+C ends the run of Lighthouse that goes on; its failure then removes the copy of the site, which dying here would leave.
process.on("SIGINT", () => {});

try {
  const paths = pagesAskedFor(asked.pages);
  printedBy(["lint/src/install.ts", "lighthouse"]);
  const results = await measure(paths, asked.runs, foundBrowser());
  console.log(resultsInWords(results, asked.runs));
  const lines = results.flatMap(shortcomings);
  if (lines.length > 0) console.error(`\n${lines.join("\n")}`);
  const full = results.every(({ scores }) => mustBeFull.every((category) => scores[category] === 100));
  process.exitCode = full ? 0 : 1;
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}

function pagesAskedFor(typed: readonly string[]): string[] {
  const pages = builtPages(site);
  if (typed.length === 0) return onePageOfEachKind(pages);
  const known = pages.map(({ path }) => path).sort();
  const unknown = typed.find((path) => !known.includes(path));
  if (unknown === undefined) return [...typed];
  throw new Error(
    `The built site has no page ${JSON.stringify(unknown.slice(0, 100))}. It has:\n${known.map((path) => `  ${path}`).join("\n")}`,
  );
}

/** The browser that the site's tests take. */
function foundBrowser(): string {
  const browser = printedBy(["site/tests/support/print-browser.ts"]);
  if (browser !== "") return browser;
  throw new Error(
    "pnpm lighthouse found no Chromium. Install Chromium or Chrome with your system's package manager, or set CHROMIUM_PATH to its path.",
  );
}

/** What another app's command prints. @throws with its message when it fails */
function printedBy([file = "", ...words]: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(apps, file), ...words], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr.trim());
  return stdout.trim();
}

async function measure(paths: readonly string[], runs: number, browser: string): Promise<PageResult[]> {
  const served = await serveCompressed(site);
  try {
    const results: PageResult[] = [];
    for (const path of paths) {
      const reports: Report[] = [];
      for (let run = 1; run <= runs; run++) {
        console.error(`… ${path}, run ${run} of ${runs}`);
        reports.push(await runLighthouse(served.origin + path, browser));
      }
      results.push(pageResult(path, reports));
    }
    return results;
  } finally {
    await served.close();
  }
}
