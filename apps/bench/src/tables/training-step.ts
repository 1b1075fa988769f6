import { median, quantile } from "../statistics.ts";
import { markdownTable, type Table } from "../table.ts";
import { workloads } from "../workloads/index.ts";
import { onTape } from "../workloads/on-tape.ts";

const warmUp = 2;

/** The time of one step of each workload, on the plain kernels. */
export const trainingStep: Table = {
  name: "training-step",
  measure({ pairs, say }) {
    const rows = workloads.map((workload) => {
      say(`${workload.name}, ${pairs} steps after ${warmUp} to warm up`);
      const run = onTape(workload.draw());
      for (let step = 0; step < warmUp; step++) run.step();
      const times = Array.from({ length: pairs }, () => {
        const start = performance.now();
        run.step();
        return performance.now() - start;
      });
      const quartiles = [quantile(times, 0.25), quantile(times, 0.75)].map(inMilliseconds).join(" – ");
      return [workload.description, inMilliseconds(median(times)), quartiles];
    });
    return [
      `One step, forward, backward and update, in milliseconds: ${pairs} steps in f32 with the plain kernels, in one thread of Node.`,
      "",
      markdownTable(["", "median", "quartiles"], rows),
    ].join("\n");
  },
};

function inMilliseconds(time: number): string {
  return time < 10 ? time.toFixed(2) : time.toFixed(0);
}
