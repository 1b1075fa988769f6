import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { Exports, Mistake, Probes } from "../lesson-modules.ts";
import { type Recognised, recognise } from "../recognise.ts";
import { type Candidate, candidateModule } from "./candidate.ts";
import type { GradingMessage, GradingRequest } from "./grading-messages.ts";
import { contractOfStarter } from "./read-exercise.ts";

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
const standIn = new URL("vitest-stand-in.ts", import.meta.url).href;

/** The candidate whose turn it is. Node keeps one module for each URL, so what every candidate gets anew has its turn in the URL. */
const turn = { number: 0, text: "" };
const anew = (url: string) => (url.includes("?") ? url : `${url}?turn=${turn.number}`);

function replaceModules(lesson: string): void {
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier === "vitest") return { url: anew(standIn), shortCircuit: true };
      if (specifier.startsWith("#exercise/") || specifier === candidateUrl) {
        return { url: anew(candidateUrl), format: "module-typescript", shortCircuit: true };
      }
      // A text has no place among the lesson's files; it imports as if it were the exercise there.
      const parentURL = context.parentURL?.startsWith(candidateUrl)
        ? `${lesson}exercise.ts`
        : context.parentURL;
      const resolved = next(specifier, { ...context, parentURL });
      return resolved.url.startsWith(lesson) ? { ...resolved, url: anew(resolved.url) } : resolved;
    },
    load(url, context, next) {
      if (!url.startsWith(candidateUrl)) return next(url, context);
      return { source: turn.text, format: "module-typescript", shortCircuit: true };
    },
  });
}

async function gradeAll({ lesson, candidates, suite, recognition }: GradingRequest): Promise<void> {
  replaceModules(lesson);
  await report({ kind: "ready" });
  for (const candidate of candidates) {
    turn.number += 1;
    try {
      turn.text = await textOf(candidate, lesson);
      if (suite) await runSuite(lesson);
      if (recognition) {
        await report({ kind: "started", path: ["comparing with known mistakes"] });
        await report({ kind: "recognised", recognised: await recogniseCandidate(lesson) });
      }
      await report({ kind: "done" });
    } catch (error) {
      await report({ kind: "broken", message: error instanceof Error ? error.message : String(error) });
    }
  }
}

async function textOf(candidate: Candidate, lesson: string): Promise<string> {
  const { exports } = await contractOfStarter(fileURLToPath(new URL("starter.ts", lesson)));
  return candidateModule(candidate, lesson, exports);
}

async function runSuite(lesson: string): Promise<void> {
  const { harness }: typeof import("./vitest-stand-in.ts") = await import(anew(standIn));
  await import(new URL("lesson.test.ts", lesson).href);
  for await (const result of harness.run((path) => void report({ kind: "started", path }))) {
    await report({ kind: "result", result });
  }
}

async function recogniseCandidate(lesson: string): Promise<Recognised[]> {
  const load = (file: string) => import(new URL(file, lesson).href);
  const learner: Record<string, unknown> = await import(candidateUrl);
  const solution: Exports = await load("solution.ts");
  const { mistakes, probes }: { mistakes: readonly Mistake[]; probes: Probes } = await load("mistakes.ts");
  return recognise(learner, solution, mistakes, probes);
}

process.once("message", (request: GradingRequest) => {
  watch(request.lastResort);
  // A timer that a candidate left running would keep the process.
  gradeAll(request).finally(() => process.exit());
});
