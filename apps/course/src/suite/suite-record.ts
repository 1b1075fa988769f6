import type { Recognised } from "@vanishing/grader";
import { endlessAfter, endlessProblem, recognisedWithin, type TestResult } from "@vanishing/grader/node";
import type { Announcement } from "./announcements.ts";
import type { LearnerProcess, Listener } from "./learner-process.ts";
import { inPlainWords, nativeDeath } from "./problem-in-words.ts";

/** What a run of one suite has come to. */
export interface SuiteRun {
  /** The suite's tests in file order. */
  readonly tests: readonly TestResult[];
  /** Why there is no verdict: the exercise could not be loaded, did not come back, or ended its process. */
  readonly problem: string | undefined;
  /** The known mistakes that the exercise makes. */
  readonly recognised: readonly Recognised[];
  /** What the exercise printed. */
  readonly printed: string;
}

/** How long vitest may take to start its process, in milliseconds: until then nothing of the exercise has run. */
const startsWithin = 60_000;

const waiting =
  "It was not computing, so it waits for what never comes: a promise that nothing settles, or something built in that it has changed.";

/** How much of what an exercise prints is kept, in characters. */
const mostPrinted = 100_000;

/** A run under way: it keeps what is heard of it, and ends the learner's process when that does not come back or takes too much. */
export class SuiteRecord implements Listener {
  /** The process, from the moment that vitest starts it. */
  process: LearnerProcess | undefined;
  readonly #tests: TestResult[] = [];
  #problem: string | undefined;
  #recognised: readonly Recognised[] = [];
  #printed = "";
  #withComplaints = "";
  #current: readonly string[] = [];
  /** Whether the suite is through: whatever happens from now on, its verdict stands. */
  #through = false;
  #alarm = setTimeout(
    () => this.#stop("The tests did not start. Is the machine very busy? Try again."),
    startsWithin,
  );

  heard(announcement: Announcement): void {
    clearTimeout(this.#alarm);
    if ("recognises" in announcement) {
      this.#through = true;
      this.#alarm = setTimeout(() => void this.process?.kill(), recognisedWithin);
      return;
    }
    if ("recognised" in announcement) this.#recognised = announcement.recognised;
    if ("testBegins" in announcement) this.#current = announcement.testBegins;
    if ("testEnds" in announcement) this.#tests.push(withPlainWords(announcement.testEnds));
    this.#alarm = setTimeout(() => this.#stop(this.#endless()), endlessAfter);
  }

  printed(text: string): void {
    this.#printed = extended(this.#printed, text);
    this.#withComplaints = extended(this.#withComplaints, text);
  }

  complained(text: string): void {
    this.#withComplaints = extended(this.#withComplaints, text);
  }

  outgrown(megabytes: number): void {
    this.#stop(`Your code took more than ${megabytes} MB of memory. What grows without end?`);
  }

  /** Takes a reason for which there is no verdict. The first one is kept, and none once the suite is through. */
  failed(reason: string): void {
    if (!this.#through) this.#problem ??= reason;
  }

  /** Whether a test has failed so far. */
  get hasFailure(): boolean {
    return this.#tests.some(({ state }) => state === "failed");
  }

  /** Ends the run, and tells what it has come to. */
  close(): SuiteRun {
    clearTimeout(this.#alarm);
    const death = this.process?.death;
    if (death) this.failed(nativeDeath(death, this.#withComplaints));
    return {
      tests: this.#tests,
      problem: this.#problem,
      recognised: this.#recognised,
      // Among the complaints stands what Node says of its own end, which is of no use to a learner.
      printed: death ? this.#printed : this.#withComplaints,
    };
  }

  #stop(reason: string): void {
    this.failed(reason);
    void this.process?.kill();
  }

  #endless(): string {
    return endlessProblem(this.#current, this.process?.idle ? waiting : undefined);
  }
}

function extended(kept: string, text: string): string {
  return kept.length < mostPrinted ? (kept + text).slice(0, mostPrinted) : kept;
}

function withPlainWords(result: TestResult): TestResult {
  return result.message === undefined ? result : { ...result, message: inPlainWords(result.message) };
}
