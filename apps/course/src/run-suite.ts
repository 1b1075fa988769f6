import path from "node:path";
import type { Lesson } from "@vanishing/catalogue";
import { describePath, type TestResult } from "@vanishing/grader";
import { endlessAfter } from "@vanishing/grader/node";
import { createVitest, type Reporter, type TestCase, type TestModule } from "vitest/node";
import { lessonsFolder } from "./course-folder.ts";
import { WatchedWorker } from "./watched-worker.ts";

export interface SuiteRun {
  /** The suite's tests in file order. */
  readonly tests: readonly TestResult[];
  /** Why there is no verdict: the exercise could not be loaded, did not come back, or ended its process. */
  readonly problem: string | undefined;
  /** What the exercise printed. */
  readonly printed: string;
}

/** Runs one lesson's suite on the learner's exercise, through vitest, and stops it when the exercise does not come back. */
export async function runSuite(lesson: Lesson): Promise<SuiteRun> {
  const tests: TestResult[] = [];
  let printed = "";
  let problem: string | undefined;
  let current: readonly string[] = [];
  let worker: WatchedWorker | undefined;
  let alarm: NodeJS.Timeout | undefined;

  const listenAgain = () => {
    clearTimeout(alarm);
    alarm = setTimeout(stopEndlessRun, endlessAfter);
  };

  function stopEndlessRun() {
    const where = current.length === 0 ? "while it was loaded" : `in the check "${describePath(current)}"`;
    problem =
      `Your code did not come back within ${endlessAfter / 1000} seconds, ${where}. ` +
      "Is there a loop that never ends? Look at what makes it stop.";
    void worker?.stop();
  }

  const reporter: Reporter = {
    onTestCaseResult(test) {
      listenAgain();
      tests.push(resultOf(test));
    },
    onTestModuleEnd(module) {
      problem ??= loadingProblem(module);
    },
    onUserConsoleLog({ content }) {
      printed += content;
    },
    onTestRunEnd(_modules, errors) {
      const [first] = errors;
      if (first)
        problem ??= `Your code ended its process or failed outside of a check: ${firstLine(first.message)}`;
    },
  };

  const vitest = await createVitest("test", {
    config: false,
    watch: false,
    root: lessonsFolder,
    include: [`${lesson.folder}/lesson.test.ts`],
    setupFiles: [path.join(import.meta.dirname, "announce-test.ts")],
    reporters: [reporter],
    cache: false,
    isolate: false,
    maxWorkers: 1,
    pool: {
      name: "watched",
      createPoolWorker: (options) => {
        worker = new WatchedWorker(options, (test) => {
          current = test;
          listenAgain();
        });
        return worker;
      },
    },
  });
  listenAgain();
  await vitest.start([`${lesson.folder}/lesson.test.ts`]);
  clearTimeout(alarm);
  // The results are all here; what is left of vitest ends with this process.
  void vitest.close();
  return { tests, problem, printed };
}

function resultOf(test: TestCase): TestResult {
  const path = [test.name];
  for (let group = test.parent; group.type === "suite"; group = group.parent) path.unshift(group.name);
  const { state, errors } = test.result();
  return state === "passed"
    ? { path, state }
    : { path, state: "failed", message: errors?.[0]?.message ?? "" };
}

function loadingProblem(module: TestModule): string | undefined {
  const [error] = module.errors();
  if (!error) return undefined;
  if (error.message.startsWith("process.exit"))
    return "Your code calls process.exit, which ends the run. Take the call out.";
  return `Your code threw an error while it was loaded: ${error.name ?? "Error"}: ${firstLine(error.message)}`;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] as string;
}
