import { Worker } from "node:worker_threads";
import { type Comparison, nothingCompared, together } from "./comparison.ts";
import type { Run } from "./inputs.ts";

const thread = new URL("./worker.ts", import.meta.url);

/**
 * Compares one function at all inputs, in as many threads as are asked for. Each takes the next part when it has done one.
 *
 * @param name the function's, in `provedFunctions`
 * @param done is called after each part
 * @throws what the signal was aborted for, or what a thread failed with. No thread is left running.
 */
export async function compareInThreads(
  name: string,
  parts: readonly (readonly Run[])[],
  { threads, signal, done }: { threads: number; signal: AbortSignal; done: (part: readonly Run[]) => void },
): Promise<Comparison> {
  signal.throwIfAborted();
  // Threads for this function alone: engines compile a loop for the functions that it has called, and best for a single one.
  const workers = Array.from(
    { length: Math.min(threads, parts.length) },
    () => new Worker(thread, { workerData: name }),
  );
  const waiting = parts.values();
  let found = nothingCompared;
  const work = (worker: Worker) =>
    new Promise<void>((resolve, reject) => {
      let part: readonly Run[] = [];
      const next = () => {
        const { value, done: none } = waiting.next();
        if (none) return resolve();
        part = value;
        worker.postMessage(part);
      };
      worker.on("message", (comparison: Comparison) => {
        found = together(found, comparison);
        done(part);
        next();
      });
      worker.on("error", reject);
      next();
    });
  const stopped = Promise.withResolvers<never>();
  const stop = () => stopped.reject(signal.reason);
  signal.addEventListener("abort", stop);
  try {
    await Promise.race([stopped.promise, Promise.all(workers.map(work))]);
  } finally {
    signal.removeEventListener("abort", stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return found;
}
