import { Tape } from "@vanishing/core";
import type { Attempt } from "../peers/contender.ts";
import { limit } from "../peers/limit.ts";
import { attempt } from "../peers/ours.ts";
import { inRounds, planFor } from "../peers/rounds.ts";
import { median } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";
import { deep } from "../workloads/deep.ts";
import { workloads } from "../workloads/index.ts";
import type { Problem } from "../workloads/problem.ts";

/** What a tape may take, as a share of the same kernels called by hand. */
const mostOfLimit = 1.15;
/** What reading the norm of every value and gradient may take, as a share of the step. */
const mostForProbes = 1.05;

/** The time of one step of each workload, on a tape and without one, and what probes add to it. */
export const trainingStep: Table = {
  name: "training-step",
  async measure({ pairs, say }) {
    const rows: string[][] = [];
    const missed: string[] = [];
    for (const { name, description, draw } of workloads) {
      say(`${name}, on a tape and without one`);
      const [tape, byHand] = await sideBySide(
        [attempt(draw(), new Tape()), (await limit.start(draw())) as Attempt],
        pairs,
      );
      const ratio = medianRatio(tape, byHand);
      // Nothing is recorded there but three functions, so nothing is promised.
      if (ratio > mostOfLimit && name !== "elementwise") missed.push(description.slice(0, 2));
      rows.push([description, inMilliseconds(tape), inMilliseconds(byHand), ratio.toFixed(2)]);
    }
    say("deep, with and without its probes");
    const probed = (readsNorms: boolean) => attempt({ ...deep.draw(), readsNorms } as Problem);
    const [withProbes, without] = await sideBySide([probed(true), probed(false)], pairs);
    const added = medianRatio(withProbes, without);
    return [
      `One step, forward, backward and update, in milliseconds: medians of ${pairs} rounds in turn, in f32, in one thread of Node.`,
      "*Without* is the workload written by hand for the same compiled kernels, with all memory laid out before.",
      "",
      markdownTable(["", "on a tape", "without", "ratio"], rows),
      "",
      `Target: a ratio of at most ${mostOfLimit} for W1 to W4: ${missed.length === 0 ? "met" : `missed for ${missed.join(" and ")}`}.`,
      "",
      `W2 takes ${added.toFixed(3)} times as long with its probes, which read the norm of every layer's values, weights and gradients, as`,
      `without them. Target: at most ${mostForProbes}: ${added <= mostForProbes ? "met" : "missed"}.`,
    ].join("\n");
  },
};

/** The milliseconds a step of two attempts that take turns, after a warm-up. */
async function sideBySide(
  attempts: readonly [Attempt, Attempt],
  rounds: number,
): Promise<[number[], number[]]> {
  const turns = attempts.map((attempt) => {
    const warmUp = timeOf(attempt, 3) / 3;
    const { steps } = planFor(warmUp, rounds);
    timeOf(attempt, steps);
    return { rounds, take: () => Promise.resolve(timeOf(attempt, steps) / steps) };
  });
  return (await inRounds(turns, rounds)) as [number[], number[]];
}

function timeOf(attempt: Attempt, steps: number): number {
  const started = performance.now();
  for (let step = 0; step < steps; step++) attempt.step();
  return performance.now() - started;
}

function medianRatio(times: readonly number[], others: readonly number[]): number {
  return median(times.map((time, round) => time / (others[round] as number)));
}

function inMilliseconds(times: readonly number[]): string {
  const time = median(times);
  return time < 10 ? time.toFixed(3) : time.toFixed(1);
}
