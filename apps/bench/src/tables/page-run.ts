import { time, timeOfSuccess } from "../command.ts";
import { root } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

/** For the medians, in milliseconds. */
const limit = { first: 1500, later: 500 };
const reason = "A learner presses Run after every edit and looks at the page meanwhile.";

/** What the site's own program prints: for each lesson its runs, in milliseconds. */
interface Timed {
  path: string;
  first: number[];
  later: number[];
}

/** From Run to the verdict, in the built page in Chromium. */
export const pageRun: Table = {
  name: "page-run",
  measure({ pairs, say }) {
    say("building the site");
    timeOfSuccess({ name: "pnpm build", folder: root, line: ["pnpm", "build"] });
    say(`${pairs} visits to each lesson`);
    const line = [process.execPath, "apps/site/tests/support/time-runs.ts", String(pairs)] as const;
    const { exitCode, printed, output } = time({ name: "time-runs.ts", folder: root, line });
    if (exitCode !== 0) throw new Error(`The page's runs could not be timed.\n\n${output.trim()}`);
    const timed = JSON.parse(printed) as Timed[];
    const met = timed.every(
      ({ first, later }) => median(first) <= limit.first && median(later) <= limit.later,
    );
    return [
      `From Run to the verdict in milliseconds, in Chromium, with the solution in the editor: ${pairs} ${pairs === 1 ? "visit" : "visits"} with nothing fetched yet to each lesson. The first run fetches the runner.`,
      "",
      markdownTable(
        sampleHead,
        timed.flatMap(({ path, first, later }) => [
          sampleRow(`${path}, first run`, first),
          sampleRow(`${path}, later runs`, later),
        ]),
      ),
      "",
      `Target: medians of at most ${limit.first} for a first run and ${limit.later} for a later one: ${met ? "met" : "**not met**"}. ${reason}`,
    ].join("\n");
  },
};
