import { mergeProgress, noProgress, type Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { type CourseStorage, courseStorage } from "./course-storage.ts";
import { type ProgressStore, progressStore } from "./progress-store.ts";

/** Progress that the learner has had forgotten, until it is brought back. Each function returns a sentence where it met trouble. */
export interface ForgottenProgress {
  forget(): string | undefined;
  canBringBack(): boolean;
  /** Merges what was forgotten into what has come since. */
  bringBack(): string | undefined;
}

const name = "progress:forgotten";

export function createForgottenProgress(storage: CourseStorage, store: ProgressStore): ForgottenProgress {
  const forgotten = (): Progress | undefined => {
    const text = storage.read(name);
    return text === undefined ? undefined : readProgress(text).progress;
  };

  return {
    forget() {
      let before: Progress = noProgress;
      const trouble = store.change((now) => {
        before = now;
        return noProgress;
      });
      // It takes the room that the progress has left.
      const unkept = hasSome(before) ? storage.write(name, JSON.stringify(before)) : undefined;
      return [trouble, unkept && `To bring it back: ${unkept}`].filter(Boolean).join(" ") || undefined;
    },
    canBringBack: () => forgotten() !== undefined,
    bringBack() {
      const before = forgotten();
      if (!before) return undefined;
      const trouble = store.change((now) => mergeProgress(now, before));
      if (trouble === undefined) storage.remove(name);
      return trouble;
    },
  };
}

function hasSome({ lessons, help }: Progress): boolean {
  return Object.keys(lessons).length > 0 || Object.keys(help ?? {}).length > 0;
}

/** What was forgotten of the learner's progress in this edition of the course. */
export const forgottenProgress = createForgottenProgress(courseStorage, progressStore);
