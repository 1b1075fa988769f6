import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Exports, Mistake, Probes } from "../lesson-modules.ts";
import { recognise } from "../recognise.ts";
import { candidateModule } from "./candidate.ts";
import type { GradingMessage, GradingRequest } from "./grade.ts";
import { contractOfStarter } from "./read-exercise.ts";
import { harness } from "./vitest-stand-in.ts";

// The process that the grader starts, and kills when a learner's code does not come back. It takes one request and reports as it goes.

let watchdog: Worker | undefined;

/** A thread that ends the whole process when nothing is reported for too long: code that loops for ever hears of nothing else. */
function watch(lastResort: number): void {
  watchdog = new Worker(
    `const { parentPort, workerData } = require("node:worker_threads");
     const bite = () => process.kill(process.pid, "SIGKILL");
     let alarm = setTimeout(bite, workerData);
     parentPort.on("message", () => { clearTimeout(alarm); alarm = setTimeout(bite, workerData); });`,
    { eval: true, workerData: lastResort },
  );
  watchdog.unref();
}

function report(message: GradingMessage): Promise<void> {
  watchdog?.postMessage("alive");
  return new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()));
}

const candidateUrl = "candidate:exercise";

async function grade({ lesson, candidate, suite, recognition }: GradingRequest): Promise<void> {
  const { exports } = await contractOfStarter(fileURLToPath(new URL("starter.ts", lesson)));
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "vitest") {
        return { url: new URL("vitest-stand-in.ts", import.meta.url).href, shortCircuit: true };
      }
      if (specifier.startsWith("#exercise/") || specifier === candidateUrl) {
        return { url: candidateUrl, format: "module", shortCircuit: true };
      }
      return next(specifier, context);
    },
    load(url, context, next) {
      if (url !== candidateUrl) return next(url, context);
      return { source: candidateModule(candidate, lesson, exports), format: "module", shortCircuit: true };
    },
  });
  if (suite) {
    await import(new URL("lesson.test.ts", lesson).href);
    for await (const result of harness.run((path) => void report({ kind: "started", path }))) {
      await report({ kind: "result", result });
    }
  }
  if (recognition) {
    await report({ kind: "started", path: ["comparing with known mistakes"] });
    await report({ kind: "recognised", recognised: await recogniseCandidate(lesson) });
  }
}

async function recogniseCandidate(lesson: string) {
  const load = (file: string) => import(new URL(file, lesson).href);
  const learner: Record<string, unknown> = await import(candidateUrl);
  const solution: Exports = await load("solution.ts");
  const { mistakes, probes }: { mistakes: readonly Mistake[]; probes: Probes } = await load("mistakes.ts");
  return recognise(learner, solution, mistakes, probes);
}

process.once("message", (request: GradingRequest) => {
  watch(request.lastResort);
  grade(request)
    .then(() => report({ kind: "done" }))
    .catch((error: unknown) =>
      report({ kind: "broken", message: error instanceof Error ? error.message : String(error) }),
    )
    .finally(() => process.disconnect?.());
});
