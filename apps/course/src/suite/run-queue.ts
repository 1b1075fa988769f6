import { setTimeout as wait } from "node:timers/promises";
import type { Lesson } from "@vanishing/catalogue";

/** Saves that come within this time of each other are one, in milliseconds: "save all", or an editor that formats what it has saved. */
const together = 50;

/** Runs lessons one at a time, each a moment after it was saved; one that is saved while it runs is abandoned and run again. */
export class RunQueue {
  readonly #run: (lesson: Lesson, abandon: AbortSignal) => Promise<void>;
  readonly #rest: () => void;
  readonly #due = new Set<Lesson>();
  #current: { readonly lesson: Lesson; readonly abandon: AbortController } | undefined;
  #lastSave = Number.NEGATIVE_INFINITY;
  #works = false;

  /** @param rest is called when nothing is left to run */
  constructor(run: (lesson: Lesson, abandon: AbortSignal) => Promise<void>, rest: () => void) {
    this.#run = run;
    this.#rest = rest;
  }

  /** @returns whether it was not waiting for a run already */
  saved(lesson: Lesson): boolean {
    const isNew = !this.#due.has(lesson);
    this.#due.add(lesson);
    this.#lastSave = performance.now();
    if (this.#current?.lesson === lesson) this.#current.abandon.abort();
    if (!this.#works) void this.#work();
    return isNew;
  }

  /** Takes a lesson out again: there is nothing to run. */
  gone(lesson: Lesson): void {
    this.#due.delete(lesson);
    if (this.#current?.lesson === lesson) this.#current.abandon.abort();
  }

  async #work(): Promise<void> {
    this.#works = true;
    for (;;) {
      const left = this.#lastSave + together - performance.now();
      if (left > 0) {
        await wait(left);
        continue;
      }
      const [lesson] = this.#due;
      if (lesson === undefined) break;
      this.#due.delete(lesson);
      this.#current = { lesson, abandon: new AbortController() };
      await this.#run(lesson, this.#current.abandon.signal);
      this.#current = undefined;
    }
    this.#works = false;
    this.#rest();
  }
}
