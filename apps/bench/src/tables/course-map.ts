import { type Command, timeOfSuccess } from "../command.ts";
import { copyOfCourse } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

/** What `pnpm course` may take: so many times an empty Node, and so many milliseconds for pnpm and the map. */
const limit = { ratio: 1.5, milliseconds: 150 };
const reason = "The map is what a learner looks at between two steps; what takes longer is looked at less.";

/** The wall time of the map against that of Node with nothing to do. */
export const courseMap: Table = {
  name: "course-map",
  measure({ pairs, say }) {
    say("copying and installing the course");
    using course = copyOfCourse();
    const map: Command = { name: "pnpm course", folder: course.folder, line: ["pnpm", "course"] };
    const empty: Command = { name: "node -e 0", folder: course.folder, line: [process.execPath, "-e", "0"] };
    say("warming up");
    timeOfSuccess(map);
    timeOfSuccess(empty);
    const times = Array.from({ length: pairs }, (_, index) => {
      say(`pair ${index + 1} of ${pairs}`);
      return { map: timeOfSuccess(map), empty: timeOfSuccess(empty) };
    });
    const over = times.map((pair) => pair.map - limit.ratio * pair.empty);
    return [
      `Wall time of the whole process in milliseconds, ${pairs} pairs in turn (A B A B …) after a warm-up of each.`,
      "",
      markdownTable(sampleHead, [
        sampleRow(
          `A: \`${map.name}\``,
          times.map((pair) => pair.map),
        ),
        sampleRow(
          `B: \`${empty.name}\``,
          times.map((pair) => pair.empty),
        ),
        sampleRow(`A − ${limit.ratio} B, pair by pair`, over),
      ]),
      "",
      `Target: a median of the last row of at most ${limit.milliseconds}: ${median(over) <= limit.milliseconds ? "met" : "**not met**"}. ${reason}`,
    ].join("\n");
  },
};
