import { fork } from "node:child_process";
import { pathToFileURL } from "node:url";
import type { Recognised } from "../recognise.ts";
import { describePath, type TestResult } from "../verdict.ts";
import type { Candidate } from "./candidate.ts";

export interface GradingRequest {
  /** The URL of the lesson's folder, ending in a slash. */
  readonly lesson: string;
  readonly candidate: Candidate;
  readonly suite: boolean;
  readonly recognition: boolean;
  /** Milliseconds without a sign of life after which the process ends itself, should nobody be there to kill it. */
  readonly lastResort: number;
}

export type GradingMessage =
  | { readonly kind: "started"; readonly path: readonly string[] }
  | { readonly kind: "result"; readonly result: TestResult }
  | { readonly kind: "recognised"; readonly recognised: Recognised[] }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "done" };

export interface Grade {
  readonly tests: readonly TestResult[];
  readonly recognised: readonly Recognised[];
  /** Why the process ended before the suite did: it was stopped, it ended itself, or the exercise could not be loaded. */
  readonly stopped: string | undefined;
}

/** How long a suite may work on one test before it counts as an endless loop, in milliseconds. */
export const endlessAfter = 5000;

export interface GradeOptions {
  /** Run the suite; true unless told. */
  readonly suite?: boolean;
  /** Compare with the lesson's known mistakes; true unless told. */
  readonly recognition?: boolean;
  /** Milliseconds without a sign of life after which the process is killed; {@link endlessAfter} unless told. */
  readonly timeLimit?: number;
}

/**
 * Runs a lesson's suite against any answer, in a process of its own that is killed when the answer does not come back.
 *
 * @param lessonFolder the path of the lesson's folder, with starter.ts, solution.ts, mistakes.ts, variants.ts and lesson.test.ts
 */
export function grade(
  lessonFolder: string,
  candidate: Candidate,
  options: GradeOptions = {},
): Promise<Grade> {
  const { suite = true, recognition = true, timeLimit = endlessAfter } = options;
  const request: GradingRequest = {
    lesson: pathToFileURL(`${lessonFolder}/`).href,
    candidate,
    suite,
    recognition,
    lastResort: 2 * timeLimit,
  };
  return new Promise((resolve, reject) => {
    const child = fork(new URL("grading-process.ts", import.meta.url), {
      execArgv: ["--disable-warning=ExperimentalWarning"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const tests: TestResult[] = [];
    let recognised: readonly Recognised[] = [];
    let current: readonly string[] = ["loading the exercise"];
    let finished = false;
    let stopped: string | undefined;
    let alarm = setTimeout(stop, timeLimit);

    function stop() {
      stopped = `It did not come back within ${timeLimit / 1000} s: ${describePath(current)}.`;
      child.kill("SIGKILL");
    }

    child.on("message", (message: GradingMessage) => {
      clearTimeout(alarm);
      alarm = setTimeout(stop, timeLimit);
      if (message.kind === "started") current = message.path;
      if (message.kind === "result") tests.push(message.result);
      if (message.kind === "recognised") recognised = message.recognised;
      if (message.kind === "broken") stopped = message.message;
      if (message.kind === "done") finished = true;
    });
    child.on("error", reject);
    child.on("exit", () => {
      clearTimeout(alarm);
      if (!finished) stopped ??= `The process ended itself: ${describePath(current)}.`;
      resolve({ tests, recognised, stopped });
    });
    child.send(request);
  });
}
