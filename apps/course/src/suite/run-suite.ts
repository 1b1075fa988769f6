import { realpathSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import type { Lesson } from "@vanishing/catalogue";
import { describeValue } from "@vanishing/checks";
import { createVitest, type Reporter, type Vite } from "vitest/node";
import { lessonFile, lessonsFolder } from "../course-folder.ts";
import { LearnerProcess } from "./learner-process.ts";
import { inPlainWords, loadingProblem } from "./problem-in-words.ts";
import { SuiteRecord, type SuiteRun } from "./suite-record.ts";

/** A vitest that stays, and runs suites on the learner's exercises, each run in a process of its own. */
export interface SuiteRunner {
  /**
   * Runs one lesson's suite on the learner's exercise as it stands now, and stops it when the exercise does not come back. One run at a
   * time.
   *
   * @param abandon when it fires, the run is stopped, and what has come of it says nothing
   */
  run(lesson: Lesson, abandon?: AbortSignal): Promise<SuiteRun>;
  close(): Promise<void>;
}

/** Starts vitest for some lessons, those that will be run. */
export async function openSuites(lessons: readonly Lesson[]): Promise<SuiteRunner> {
  let record: SuiteRecord | undefined;
  let exercise = "";

  const reporter: Reporter = {
    onTestModuleEnd(module) {
      const [error] = module.errors();
      if (error) record?.failed(loadingProblem(error));
    },
    onTestRunEnd(_modules, errors) {
      const [first] = errors;
      // A rejected promise that nobody waits for also fails the check that it belongs to, which says more.
      if (!first || !record || record.hasFailure || record.process?.death) return;
      const message = typeof first.message === "string" ? inPlainWords(first.message) : first.message;
      record.failed(`Your code failed outside of a check: ${describeValue(message)}`);
    },
  };

  // The folder that `enableCompileCache` takes, for the process that vitest starts.
  process.env.NODE_COMPILE_CACHE ??= path.join(tmpdir(), "node-compile-cache");
  const suites = lessons.map((lesson) => `${lesson.folder}/lesson.test.ts`);
  const vitest = await createVitest(
    "test",
    {
      config: false,
      watch: false,
      root: lessonsFolder,
      include: suites,
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
      // The record stops what takes too long, and knows what it was.
      testTimeout: 0,
      pool: {
        name: "learner",
        createPoolWorker: (options) => {
          if (!record) throw new Error("vitest started a process for tests without being asked for a run.");
          record.process = new LearnerProcess(options, record);
          return record.process;
        },
      },
    },
    { plugins: [linkedExercise(() => exercise)] },
    { stdout: nowhere(), stderr: nowhere() },
  );

  return {
    async run(lesson, abandon) {
      const current = new SuiteRecord();
      record = current;
      exercise = lessonFile(lesson, "exercise.ts");
      const stop = () => void current.process?.kill();
      abandon?.addEventListener("abort", stop);
      vitest.invalidateFile(asViteWrites(realpathSync(exercise)));
      const suite = vitest.getRootProject().createSpecification(lessonFile(lesson, "lesson.test.ts"));
      await vitest.runTestSpecifications([suite]);
      abandon?.removeEventListener("abort", stop);
      return current.close();
    },
    close: () => vitest.close(),
  };
}

/** Runs one lesson's suite on the learner's exercise, once. */
export async function runSuite(lesson: Lesson): Promise<SuiteRun> {
  const runner = await openSuites([lesson]);
  const run = await runner.run(lesson);
  // The results are all here; what is left of vitest ends with this process.
  void runner.close();
  return run;
}

/** An exercise that is a link to a file elsewhere finds the packages from its lesson's folder, as it would if it lay there. */
function linkedExercise(exercise: () => string): Vite.Plugin {
  return {
    name: "linked-exercise",
    enforce: "pre",
    resolveId(specifier, importer) {
      const place = exercise();
      if (importer !== asViteWrites(realpathSync(place)) || importer === asViteWrites(place)) return null;
      return this.resolve(specifier, place, { skipSelf: true });
    },
  };
}

function asViteWrites(file: string): string {
  return file.replaceAll("\\", "/");
}

/** What vitest itself would print. */
function nowhere(): Writable {
  return new Writable({ write: (_chunk, _encoding, done) => done() });
}
