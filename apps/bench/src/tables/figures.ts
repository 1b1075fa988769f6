import { time, timeOfSuccess } from "../command.ts";
import { root } from "../course-copy.ts";
import { sampleHead, sampleRow } from "../sample-row.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";

/** Medians: at most so many milliseconds to an answer, at least so many pictures in a second. */
const limit = { milliseconds: 50, pictures: 50 };

interface Timed {
  answers: { name: string; milliseconds: number[] }[];
  trainings: { depth: number; pictures: number[] }[];
}

/** How fast the figures answer a hand, and how smoothly they move, in the built site in Chromium. */
export const figures: Table = {
  name: "figures",
  measure({ pairs, say }) {
    say("building the site");
    timeOfSuccess({ name: "pnpm build", folder: root, line: ["pnpm", "build"] });
    say(`${pairs} moves of every slider, and as many trainings`);
    const line = [process.execPath, "apps/site/tests/support/time-figures.ts", String(pairs)] as const;
    const { exitCode, printed, output } = time({ name: "time-figures.ts", folder: root, line });
    if (exitCode !== 0) throw new Error(`The figures could not be timed.\n\n${output.trim()}`);
    const { answers, trainings } = JSON.parse(printed) as Timed;
    const answered = answers.every(({ milliseconds }) => median(milliseconds) <= limit.milliseconds);
    const smooth = trainings.every(({ pictures }) => median(pictures) >= limit.pictures);
    return [
      "From a slider's step to the new picture and text, in milliseconds.",
      "",
      markdownTable(
        sampleHead,
        answers.map(({ name, milliseconds }) => sampleRow(name, milliseconds)),
      ),
      "",
      `Target: medians of at most ${limit.milliseconds}: ${answered ? "met" : "**not met**"}. Up to there a picture seems to hang on the hand.`,
      "",
      "Pictures in a second while a network of tanh layers, 32 wide, is trained: each is a step of gradient descent on 32 points, in a worker.",
      "",
      markdownTable(
        sampleHead,
        trainings.map(({ depth, pictures }) => sampleRow(`${depth} layers`, pictures)),
      ),
      "",
      `Target: medians of at least ${limit.pictures}: ${smooth ? "met" : "**not met**"}. A screen shows 60.`,
    ].join("\n");
  },
};
