import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { copyOfCourse } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

const limit = 500;
const reason = "Within half a second the eye is still where the hand has saved.";

/** How long the watch is left alone before each save, in milliseconds: longer than what is left to do after a verdict. */
const pause = 300;

/** The time from a save to the verdict, in watch mode. */
export const watch: Table = {
  name: "watch",
  async measure({ pairs, say }) {
    say("copying and installing the course");
    using course = copyOfCourse();
    const lesson = join(course.folder, "lessons/03-saturation");
    const solved = readFileSync(join(lesson, "solution.ts"), "utf8");
    const broken = solved.replace("4 * e", "2 * e");
    const save = (text: string) => writeFileSync(join(lesson, "exercise.ts"), text);
    save(solved);
    const line = ["--disable-warning=ExperimentalWarning", "apps/course/src/test.ts", "lesson-3", "--watch"];
    const command = spawn(process.execPath, line, {
      cwd: course.folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const next = listener(command);
      await next("Ctrl+C ends it.");
      const timed = async (text: string) => {
        await wait(pause);
        const begun = performance.now();
        save(text);
        await next("checks hold");
        return performance.now() - begun;
      };
      const times = [];
      for (let pair = 0; pair < pairs; pair++) {
        say(`pair ${pair + 1} of ${pairs}`);
        times.push({ failed: await timed(broken), passed: await timed(solved) });
      }
      const failed = times.map((pair) => pair.failed);
      const passed = times.map((pair) => pair.passed);
      const slower = Math.max(median(failed), median(passed));
      return [
        `From the save to the verdict in milliseconds, \`pnpm test lesson-3 --watch\`, ${pairs} saves of each kind in turn.`,
        "",
        markdownTable(sampleHead, [
          sampleRow("the exercise becomes right", passed),
          sampleRow("the exercise becomes wrong, and its mistake is looked for", failed),
        ]),
        "",
        `Target: medians of at most ${limit}: ${slower <= limit ? "met" : "**not met**"}. ${reason}`,
      ].join("\n");
    } finally {
      const ended = once(command, "exit");
      if (command.exitCode === null && command.kill("SIGINT")) await ended;
    }
  },
};

/** Waits for what a command prints next. @returns a function that throws when the command ends before it has printed the text */
function listener(command: ChildProcess): (text: string) => Promise<void> {
  let heard = "";
  let ended = false;
  let news = Promise.withResolvers<void>();
  command.stdout?.setEncoding("utf8").on("data", (text: string) => {
    heard += text;
    news.resolve();
  });
  command.on("close", () => {
    ended = true;
    news.resolve();
  });
  return async (text) => {
    while (!heard.includes(text)) {
      if (ended) throw new Error(`The watch has ended by itself.\n\n${heard.trim()}`);
      await news.promise;
      news = Promise.withResolvers();
    }
    heard = "";
  };
}
