import type { ChildProcess } from "node:child_process";
import type { TestResult } from "@vanishing/grader";
import { ForksPoolWorker } from "vitest/node";

/** A message from announce-test.ts: the suite is being loaded, this test begins now, or this came of it. */
export type TestAnnouncement =
  | { readonly loads: true }
  | { readonly testBegins: readonly string[] }
  | { readonly testEnds: TestResult };

/**
 * vitest's own process for tests, with an ear to what announce-test.ts says. vitest batches its messages, so that of a run that never
 * comes back nothing is ever heard; an announcement arrives at once.
 */
export class WatchedWorker extends ForksPoolWorker {
  /** Why the process ended before it was told to, in a sentence for the learner. */
  death: string | undefined;
  readonly #heard: (announcement: TestAnnouncement) => void;
  #told = false;

  constructor(
    options: ConstructorParameters<typeof ForksPoolWorker>[0],
    heard: (announcement: TestAnnouncement) => void,
  ) {
    super(options);
    this.#heard = heard;
  }

  override async start(): Promise<void> {
    await super.start();
    const { _fork: child } = this as unknown as { _fork: ChildProcess };
    child.on("message", (message: unknown) => {
      if (isAnnouncement(message)) this.#heard(message);
    });
    child.on("exit", (code, signal) => {
      if (this.#told) return;
      this.death =
        signal === "SIGABRT" || code === 134
          ? "Your code ran out of memory. What grows without end?"
          : `Your code ended its own process (${signal ?? `exit code ${code}`}).`;
    });
  }

  override stop(): Promise<void> {
    this.#told = true;
    return super.stop();
  }
}

function isAnnouncement(message: unknown): message is TestAnnouncement {
  if (typeof message !== "object" || message === null) return false;
  if ("loads" in message) return true;
  const path =
    "testBegins" in message ? message.testBegins : (message as { testEnds?: TestResult }).testEnds?.path;
  return Array.isArray(path) && path.every((name) => typeof name === "string");
}
