import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { stripVTControlCharacters } from "node:util";
import type { Lesson } from "@vanishing/catalogue";
import { describeValue } from "@vanishing/checks";
import { describePath, endlessAfter, type TestResult } from "@vanishing/grader/node";
import { createVitest, type Reporter, type TestModule } from "vitest/node";
import { lessonsFolder } from "../course-folder.ts";
import { WatchedWorker } from "./watched-worker.ts";

export interface SuiteRun {
  /** The suite's tests in file order. */
  readonly tests: readonly TestResult[];
  /** Why there is no verdict: the exercise could not be loaded, did not come back, or ended its process. */
  readonly problem: string | undefined;
  /** What the exercise printed. */
  readonly printed: string;
}

/** How long vitest may take to start its process, in milliseconds: until then nothing of the exercise has run. */
const startsWithin = 60_000;

/** How much of what an exercise prints is kept, in characters. */
const mostPrinted = 100_000;

/** The memory that an exercise may take, in megabytes: what a lesson computes takes a few. */
const mostMemory = 512;

/** Runs one lesson's suite on the learner's exercise, through vitest, and stops it when the exercise does not come back. */
export async function runSuite(lesson: Lesson): Promise<SuiteRun> {
  const tests: TestResult[] = [];
  let printed = "";
  let problem: string | undefined;
  let current: readonly string[] = [];
  let worker: WatchedWorker | undefined;
  let alarm = setTimeout(
    () => stop("The tests did not start. Is the machine very busy? Try again."),
    startsWithin,
  );

  function stop(reason: string) {
    problem = reason;
    void worker?.stop();
  }

  function listenAgain() {
    clearTimeout(alarm);
    alarm = setTimeout(() => {
      const where = current.length === 0 ? "while it was loaded" : `in the check "${describePath(current)}"`;
      stop(
        `Your code did not come back within ${endlessAfter / 1000} seconds, ${where}. ` +
          "Is there a loop that never ends, or that takes very long? Look at what makes it stop.",
      );
    }, endlessAfter);
  }

  const reporter: Reporter = {
    onTestModuleEnd(module) {
      problem ??= loadingProblem(module);
    },
    onTestRunEnd(_modules, errors) {
      const [first] = errors;
      // A rejected promise that nobody waits for also fails the check that it belongs to, which says more.
      if (!first || tests.some(({ state }) => state === "failed")) return;
      problem ??= worker?.death ?? `Your code failed outside of a check: ${describeValue(first.message)}`;
    },
  };

  // The exercise's output comes straight from its process, so that what it prints before it loops for ever is not lost.
  const output = new Writable({
    write(chunk, _encoding, done) {
      if (printed.length < mostPrinted) printed += chunk;
      done();
    },
  });

  // The folder that `enableCompileCache` takes, for the process that vitest starts.
  process.env.NODE_COMPILE_CACHE ??= path.join(tmpdir(), "node-compile-cache");
  const vitest = await createVitest(
    "test",
    {
      config: false,
      watch: false,
      root: lessonsFolder,
      include: [`${lesson.folder}/lesson.test.ts`],
      setupFiles: [path.join(import.meta.dirname, "announce-test.ts")],
      reporters: [reporter],
      disableConsoleIntercept: true,
      cache: false,
      // The packages are the same from run to run, so their transformed text is kept.
      fsModuleCache: true,
      fsModuleCachePath: path.join(lessonsFolder, "node_modules/.vitest-cache"),
      // Node reads the packages' TypeScript as it is, and keeps what it compiled. Vite would be asked for each of their files.
      server: { deps: { external: [/\/packages\/[^/]+\/src\//] } },
      isolate: false,
      maxWorkers: 1,
      execArgv: [`--max-old-space-size=${mostMemory}`],
      pool: {
        name: "watched",
        createPoolWorker: (options) => {
          worker = new WatchedWorker(options, (announcement) => {
            listenAgain();
            if ("testBegins" in announcement) current = announcement.testBegins;
            if ("testEnds" in announcement) tests.push(announcement.testEnds);
          });
          return worker;
        },
      },
    },
    {},
    { stdout: output, stderr: output },
  );
  await vitest.start([`${lesson.folder}/lesson.test.ts`]);
  clearTimeout(alarm);
  // The results are all here; what is left of vitest ends with this process.
  void vitest.close();
  return { tests, problem, printed: worker?.death ? "" : printed };
}

function loadingProblem(module: TestModule): string | undefined {
  const [error] = module.errors();
  if (!error) return undefined;
  const message = stripVTControlCharacters(String(error.message));
  if (message.startsWith("process.exit")) {
    return "Your code calls process.exit, which ends the run. Take the call out.";
  }
  return (
    syntaxProblem(message) ??
    `Your code threw an error while it was loaded: ${error.name ?? "Error"}: ${firstLine(message)}`
  );
}

/** What vite's parser says of errors that only show when names are resolved, such as a name declared twice. */
function syntaxProblem(message: string): string | undefined {
  const cause = /\[PARSE_ERROR\] (.+)|Parse failed with \d+ errors?:\n(.+)/.exec(message);
  if (!cause) return undefined;
  const line = /exercise\.ts:(\d+):\d+/.exec(message)?.[1];
  return `${line ? `Line ${line}` : "The exercise"} cannot be read as TypeScript: ${cause[1] ?? cause[2]}.`;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0] as string;
}
