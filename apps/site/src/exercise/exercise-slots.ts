import type { CourseStorage } from "../progress/course-storage.ts";

/** What the slots need of the browser's storage. */
export type TextStorage = Pick<CourseStorage, "read" | "write" | "names">;

/** A text that was written for another edition of the starter. */
export interface EarlierText {
  readonly starterVersion: string;
  readonly text: string;
}

/**
 * The learner's texts of one exercise. Each edition of the starter has a slot of its own, so that a starter that has changed is met afresh
 * and what was written before stays.
 */
export interface ExerciseSlots {
  /** The text that was written for this starter, if one was. */
  written(): string | undefined;
  /** @returns a sentence where it could not be kept */
  keep(text: string): string | undefined;
  /** The text that stood there before the last reset, paste or return. */
  replaced(): string | undefined;
  keepReplaced(text: string): string | undefined;
  /** The text that passed last. */
  passed(): string | undefined;
  keepPassed(text: string): string | undefined;
  earlier(): readonly EarlierText[];
}

export function exerciseSlots(storage: TextStorage, slug: string, starterVersion: string): ExerciseSlots {
  const written = `exercise:${slug}:`;
  const replaced = `replaced:${slug}:${starterVersion}`;
  const passed = `passed:${slug}:${starterVersion}`;
  return {
    written: () => storage.read(written + starterVersion),
    keep: (text) => storage.write(written + starterVersion, text),
    replaced: () => storage.read(replaced),
    keepReplaced: (text) => storage.write(replaced, text),
    passed: () => storage.read(passed),
    keepPassed: (text) => storage.write(passed, text),
    earlier: () =>
      storage.names(written).flatMap((name) => {
        const version = name.slice(written.length);
        const text = version === starterVersion ? undefined : storage.read(name);
        return text === undefined ? [] : [{ starterVersion: version, text }];
      }),
  };
}
