import { Worker } from "node:worker_threads";

/** Where the learner's process writes how it fares: the first channel after those that Node and vitest use. */
export const vitalsChannel = 4;

/** How often that is, in milliseconds. Typed arrays are filled with some 2 GB a second, so that 200 MB may go by unseen. */
export const vitalsEvery = 100;

/**
 * Starts a thread that writes to the parent, line by line, how many bytes of memory this process takes and how many microseconds it has
 * computed. It ends the process when the parent is gone: a loop without end hears of nothing, and would turn for ever. A process can ask
 * for this of itself in microseconds on every system, while its parent would have to start a program for it on macOS and on Windows.
 */
export function reportVitals(): void {
  const thread = new Worker(
    `const { writeSync } = require("node:fs");
     const { channel, every } = require("node:worker_threads").workerData;
     const report = () => {
       const { user, system } = process.cpuUsage();
       try {
         writeSync(channel, process.memoryUsage.rss() + " " + (user + system) + "\\n");
       } catch (error) {
         if (error.code !== "EAGAIN") process.kill(process.pid, "SIGKILL");
       }
     };
     report();
     setInterval(report, every);`,
    { eval: true, workerData: { channel: vitalsChannel, every: vitalsEvery } },
  );
  thread.unref();
}
