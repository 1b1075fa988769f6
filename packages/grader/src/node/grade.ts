import { pathToFileURL } from "node:url";
import { endlessAfter } from "../endless.ts";
import type { Recognised } from "../recognise.ts";
import { describePath, type TestResult } from "../verdict.ts";
import type { Candidate } from "./candidate.ts";
import type { GradingMessage, GradingRequest } from "./grading-messages.ts";
import { forkGuarded, startsWithin } from "./guarded-process.ts";

export interface Grade {
  readonly tests: readonly TestResult[];
  readonly recognised: readonly Recognised[];
  /** Why the process ended before the suite did: it was stopped, it ended itself, or the exercise could not be loaded. */
  readonly stopped: string | undefined;
}

export interface GradeOptions {
  /** Run the suite; true unless told. */
  readonly suite?: boolean;
  /** Compare with the lesson's known mistakes; true unless told. */
  readonly recognition?: boolean;
  /** Milliseconds without a sign of life after which the process is killed; {@link endlessAfter} unless told. */
  readonly timeLimit?: number;
}

/**
 * Runs a lesson's suite against any answer, in a process of its own that is killed when the answer does not come back. The process may
 * read files and write none.
 *
 * @param lessonFolder the path of the lesson's folder, with starter.ts, solution.ts, mistakes.ts, variants.ts and lesson.test.ts
 */
export async function grade(
  lessonFolder: string,
  candidate: Candidate,
  options: GradeOptions = {},
): Promise<Grade> {
  const [only] = await gradeAll(lessonFolder, [candidate], options);
  return only as Grade;
}

/**
 * Runs a lesson's suite against many answers, as {@link grade} does, in one process: the answers take turns, each with the lesson's files
 * loaded anew, and share only the packages. A new process takes over where an answer does not come back, or ends the process.
 *
 * @returns a grade for each candidate, in their order
 */
export async function gradeAll(
  lessonFolder: string,
  candidates: readonly Candidate[],
  options: GradeOptions = {},
): Promise<Grade[]> {
  const grades: Grade[] = [];
  while (grades.length < candidates.length) {
    const left = candidates.slice(grades.length);
    grades.push(...(await gradeInOneProcess(lessonFolder, left, options)));
  }
  return grades;
}

interface Unfinished {
  tests: TestResult[];
  recognised: readonly Recognised[];
  stopped: string | undefined;
}

const nothingYet = (): Unfinished => ({ tests: [], recognised: [], stopped: undefined });
const beforeTheSuite = ["loading the exercise"];

/** Grades candidates until one of them costs the process its life: at least one, and that one last. */
function gradeInOneProcess(
  lessonFolder: string,
  candidates: readonly Candidate[],
  { suite = true, recognition = true, timeLimit = endlessAfter }: GradeOptions,
): Promise<Grade[]> {
  const request: GradingRequest = {
    lesson: pathToFileURL(`${lessonFolder}/`).href,
    candidates,
    suite,
    recognition,
    lastResort: 2 * timeLimit + startsWithin,
  };
  return new Promise((resolve, reject) => {
    const child = forkGuarded(new URL("grading-process.ts", import.meta.url));
    const grades: Grade[] = [];
    let grade = nothingYet();
    let where: readonly string[] = ["starting"];
    let alarm = setTimeout(stop, startsWithin, startsWithin);

    function stop(limit: number) {
      if (grades.length < candidates.length)
        grade.stopped = `It did not come back within ${limit / 1000} s: ${describePath(where)}.`;
      child.kill("SIGKILL");
    }

    function finish() {
      grades.push(grade);
      grade = nothingYet();
      where = beforeTheSuite;
    }

    child.on("message", (message: GradingMessage) => {
      // What still comes out of a process that has been killed is too late.
      if (grade.stopped !== undefined) return;
      clearTimeout(alarm);
      alarm = setTimeout(stop, timeLimit, timeLimit);
      if (message.kind === "ready") where = beforeTheSuite;
      if (message.kind === "started") where = message.path;
      if (message.kind === "result") grade.tests.push(message.result);
      if (message.kind === "recognised") grade.recognised = message.recognised;
      if (message.kind === "broken") grade.stopped = message.message;
      if (message.kind === "broken" || message.kind === "done") finish();
    });
    child.on("error", reject);
    // Unlike `exit`, it comes after the last message.
    child.on("close", () => {
      clearTimeout(alarm);
      if (grade.stopped !== undefined) grades.push(grade);
      // With a later candidate it may have died of what an earlier one left behind: a new process will tell.
      else if (grades.length === 0) {
        grades.push({ ...grade, stopped: `The process ended itself: ${describePath(where)}.` });
      }
      resolve(grades);
    });
    child.send(request);
  });
}
