import { rmSync } from "node:fs";
import { join } from "node:path";
import { builtSize } from "../built-size.ts";
import { timeOfSuccess } from "../command.ts";
import { copyOfCourse } from "../course-copy.ts";
import { makeLessons } from "../many-lessons.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

/** How many lessons the course has, four times over. */
const counts = [25, 50, 100, 200] as const;
const [from, to] = [50, 200] as const;
/** Of the time as a power of the number of lessons: 1 is in proportion to it, and what a build needs for none makes it less. */
const highestExponent = 1;
const reason =
  "An author builds the course to see a page, and publishing it must not become a matter of hours as it grows.";

/** How the time of the site's build grows with the number of lessons. */
export const siteBuild: Table = {
  name: "site-build",
  measure({ pairs, say }) {
    say("copying and installing the course");
    using course = copyOfCourse();
    const site = join(course.folder, "apps/site");
    // Sizes in turn, so that a busy minute does not fall on one of them alone.
    const rounds = Array.from({ length: pairs }, (_, round) =>
      counts.map((count) => {
        say(`round ${round + 1} of ${pairs}: ${count} lessons`);
        makeLessons(join(course.folder, "lessons"), count);
        // As on a fresh clone: nothing that an earlier build has kept.
        for (const kept of ["dist", ".astro", "node_modules/.astro", "node_modules/.vite"]) {
          rmSync(join(site, kept), { recursive: true, force: true });
        }
        const milliseconds = timeOfSuccess({
          name: `the build of ${count} lessons`,
          folder: site,
          line: [process.execPath, "src/astro.ts", "build"],
        });
        return { seconds: milliseconds / 1000, size: builtSize(join(site, "dist")) };
      }),
    );
    const seconds = counts.map((_, at) => median(rounds.map((round) => round[at]?.seconds ?? Number.NaN)));
    const rows = counts.map((count, at) => {
      const size = rounds[0]?.[at]?.size;
      const before =
        at === 0 ? undefined : { count: counts[at - 1] as number, seconds: seconds[at - 1] as number };
      const more = before && ((seconds[at] as number) - before.seconds) / (count - before.count);
      return [
        String(count),
        (seconds[at] as number).toFixed(1),
        more === undefined ? "" : (1000 * more).toFixed(0),
        ((size?.html ?? 0) / 1e6).toFixed(1),
        `${((100 * (size?.sidebars ?? 0)) / (size?.html ?? 1)).toFixed(0)} %`,
      ];
    });
    const secondsAt = (count: (typeof counts)[number]) => seconds[counts.indexOf(count)] as number;
    const exponent = Math.log(secondsAt(to) / secondsAt(from)) / Math.log(to / from);
    return [
      `Wall time of the site's build from nothing, ${pairs === 1 ? "one build" : `medians of ${pairs} builds`} for each course of copies of the lessons.`,
      "",
      markdownTable(
        ["lessons", "seconds", "ms for each lesson more", "HTML, MB", "of it lists of lessons"],
        rows,
      ),
      "",
      `From ${from} to ${to} lessons the time grows as their number to the power of ${exponent.toFixed(2)}. Target: at most ${highestExponent}: ${exponent <= highestExponent ? "met" : "**not met**"}. ${reason}`,
    ].join("\n");
  },
};
