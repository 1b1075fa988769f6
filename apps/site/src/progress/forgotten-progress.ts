import { mergeProgress, noProgress, type Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { type CourseStorage, courseStorage } from "./course-storage.ts";
import { type ProgressStore, progressStore } from "./progress-store.ts";

/** Whether something was done, and a sentence where it met trouble. */
export interface Done {
  readonly isDone: boolean;
  readonly trouble: string | undefined;
}

/** Progress that the learner has had forgotten, until it is brought back. */
export interface ForgottenProgress {
  forget(): Done;
  canBringBack(): boolean;
  /** Merges what was forgotten into what has come since. */
  bringBack(): Done;
}

const name = "progress:forgotten";

export function createForgottenProgress(storage: CourseStorage, store: ProgressStore): ForgottenProgress {
  const forgotten = (): Progress | undefined => {
    const text = storage.read(name);
    return text === undefined ? undefined : readProgress(text).progress;
  };

  return {
    forget() {
      let before: Progress | undefined;
      const trouble = store.change((now) => {
        before = now;
        return noProgress;
      });
      if (!before) return { isDone: false, trouble };
      // It takes the room that the progress has left.
      const unkept = hasSome(before) ? storage.write(name, JSON.stringify(before)) : undefined;
      const sentences = [trouble, unkept && `To bring it back: ${unkept}`].filter(Boolean);
      return { isDone: true, trouble: sentences.join(" ") || undefined };
    },
    canBringBack: () => forgotten() !== undefined,
    bringBack() {
      const before = forgotten();
      if (!before) return { isDone: false, trouble: undefined };
      let isDone = false;
      const trouble = store.change((now) => {
        isDone = true;
        return mergeProgress(now, before);
      });
      if (isDone) storage.remove(name);
      return { isDone, trouble };
    },
  };
}

function hasSome({ lessons, help }: Progress): boolean {
  return Object.keys(lessons).length > 0 || Object.keys(help ?? {}).length > 0;
}

/** What was forgotten of the learner's progress in this edition of the course. */
export const forgottenProgress = createForgottenProgress(courseStorage, progressStore);
