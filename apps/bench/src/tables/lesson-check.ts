import { type Command, timeOfSuccess } from "../command.ts";
import { copyOfCourse } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

/** For all lessons together, in seconds. */
const limit = { anew: 300, known: 30 };
const reason =
  "An author waits for the first after a change to a package, and CI always; the second stands before every commit.";

/** The wall time of holding all lessons to their rules, anew and with all of them known to be clean. */
export const lessonCheck: Table = {
  name: "lesson-check",
  measure({ pairs, say }) {
    say("copying and installing the course");
    using course = copyOfCourse();
    const check = (...words: string[]): Command => {
      const line = ["pnpm", "course", "check", ...words] as const;
      return { name: line.join(" "), folder: course.folder, line };
    };
    const [anew, known] = [check("--force"), check()];
    const times = Array.from({ length: pairs }, (_, index) => {
      say(`pair ${index + 1} of ${pairs}`);
      return { anew: timeOfSuccess(anew) / 1000, known: timeOfSuccess(known) / 1000 };
    });
    const seconds = (name: "anew" | "known") => times.map((pair) => pair[name]);
    const met = median(seconds("anew")) <= limit.anew && median(seconds("known")) <= limit.known;
    return [
      `Wall time of the whole process in seconds, for all lessons that are here, ${pairs} pairs in turn.`,
      "",
      markdownTable(sampleHead, [
        sampleRow(`\`${anew.name}\``, seconds("anew"), 2),
        sampleRow(`\`${known.name}\`, with every lesson known to be clean`, seconds("known"), 2),
      ]),
      "",
      `Target: medians of at most ${limit.anew} and ${limit.known}: ${met ? "met" : "**not met**"}. ${reason}`,
    ].join("\n");
  },
};
