import { watchLessons } from "../suite/watch-lessons.ts";
import { askedLessons } from "../terminal/asked-lessons.ts";
import { endOnInterrupt } from "../terminal/end-on-interrupt.ts";

/** Checks the learner's exercises of some lessons now, and each again whenever it is saved, until Ctrl+C. */
export function watch(words: readonly string[]): Promise<never> {
  endOnInterrupt();
  return watchLessons(askedLessons(words, "course watch"), "course watch");
}
