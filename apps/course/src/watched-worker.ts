import type { ChildProcess } from "node:child_process";
import { ForksPoolWorker } from "vitest/node";

/** A message from announce-test.ts: this test begins now. */
export interface TestAnnouncement {
  readonly testBegins: readonly string[];
}

/**
 * vitest's own process for tests, with an ear to what announce-test.ts says. vitest batches its messages, so that a test that never
 * comes back is never heard of; an announcement arrives before the test begins.
 */
export class WatchedWorker extends ForksPoolWorker {
  readonly #heard: (path: readonly string[]) => void;

  constructor(
    options: ConstructorParameters<typeof ForksPoolWorker>[0],
    heard: (path: readonly string[]) => void,
  ) {
    super(options);
    this.#heard = heard;
  }

  override async start(): Promise<void> {
    await super.start();
    const { _fork: child } = this as unknown as { _fork: ChildProcess };
    child.on("message", (message: Partial<TestAnnouncement> | null) => {
      if (message?.testBegins) this.#heard(message.testBegins);
    });
  }
}
