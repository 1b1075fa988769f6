import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../course-copy.ts";
import { buildPages, pages } from "../peers/build-pages.ts";
import { comparisonInWords } from "../peers/comparison-in-words.ts";
import type { Comparison } from "../peers/run.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";
import { workloads } from "../workloads/index.ts";

/** For the median of importing core and a first step, in milliseconds. */
const limit = 60;

/** What the site's program prints of a page. */
interface PageRuns<Measured> {
  readonly version: string;
  readonly measured: readonly Measured[];
}

const columns = workloads.map(({ name, description }) => ({
  workload: name,
  head: description.split(":")[0] ?? name,
}));

/** A step of every workload in every engine that there is, in Node and in Chromium. */
export const peers: Table = {
  name: "peers",
  async measure({ pairs, say }) {
    say("installing the peers, once some 450 MB");
    lastLineOf(["apps/lint/src/install.ts", "peers"]);
    const folder = mkdtempSync(join(tmpdir(), "vanishing-peers-"));
    try {
      say("bundling the pages");
      await buildPages(folder, pairs);
      say(`the first step in Chromium, ${pairs} times`);
      const first = inChromium<number>(folder, pages.firstStep, pairs);
      const inNode = JSON.parse(lastLineOf(["apps/bench/src/peers/node.ts", String(pairs)])) as Comparison;
      const inPage = inChromium<Comparison>(folder, pages.peers, 1);
      const [page] = inPage.measured;
      if (page === undefined) throw new Error("The page of the peers has measured nothing.");
      return [
        `Medians and quartiles of up to ${pairs} rounds, one thread.`,
        ...workloads.map(({ description }) => `- ${description}`),
        "",
        "### Training in Node",
        "",
        ...inWords(inNode),
        `### Training in Chromium ${inPage.version}`,
        "",
        ...inWords(page),
        "### Importing core and a first step",
        "",
        "Milliseconds in a page that has nothing yet, with core in one bundle: fetched from this machine, then a step of W1.",
        "",
        markdownTable(sampleHead, [sampleRow(`in Chromium ${first.version}`, first.measured)]),
        "",
        `Target: a median of at most ${limit}: ${median(first.measured) <= limit ? "met" : "**not met**"}. A page may begin to draw at once.`,
      ].join("\n");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function inWords({ contenders, training, forward, notLoaded }: Comparison): string[] {
  return [
    ...notLoaded.flatMap(({ name, version, reason }) => [
      `${name}, ${version}, could not be loaded: ${reason}`,
      "",
    ]),
    comparisonInWords({ columns, contenders, results: training }),
    "",
    "The forward pass alone:",
    "",
    comparisonInWords({ columns, contenders, results: forward }),
    "",
  ];
}

function inChromium<Measured>(folder: string, page: string, times: number): PageRuns<Measured> {
  return JSON.parse(lastLineOf(["apps/site/tests/support/run-page.ts", folder, page, String(times)]));
}

/** The last line that a program of this repository prints. What it says of its progress is seen as it comes. */
function lastLineOf(words: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, words, {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return stdout.trim().split("\n").at(-1) ?? "";
  throw new Error(`node ${words.join(" ")} ended with exit code ${status}.\n\n${stdout.trim()}`);
}
