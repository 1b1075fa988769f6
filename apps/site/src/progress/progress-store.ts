import { noProgress, type Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { type CourseStorage, courseStorage } from "./course-storage.ts";

/** The learner's progress, and a sentence where what is kept could not be used. */
export interface Stored {
  readonly progress: Progress;
  readonly trouble: string | undefined;
}

/** The learner's progress in this browser, in the form of the terminal's progress.json. */
export interface ProgressStore {
  load(): Stored;
  /**
   * Changes the progress as it now is, whichever tab changed it last. What is kept and cannot be used is set aside under another name.
   *
   * @returns a sentence where that met trouble
   */
  change(change: (progress: Progress) => Progress): string | undefined;
  /** Calls the listener after every change, in this tab or another one, until the function that it returns is called. */
  onChange(listener: () => void): () => void;
}

const name = "progress";

export function createProgressStore(storage: CourseStorage): ProgressStore {
  const listeners = new Set<() => void>();

  function load(): Stored {
    const text = storage.read(name);
    if (text === undefined) return { progress: noProgress, trouble: undefined };
    const result = readProgress(text);
    if (result.progress) return { progress: result.progress, trouble: undefined };
    return {
      progress: noProgress,
      trouble: `The progress that this browser keeps cannot be used: ${result.reason}`,
    };
  }

  function change(change: (progress: Progress) => Progress): string | undefined {
    const { progress, trouble } = load();
    const unusable = trouble === undefined ? undefined : storage.read(name);
    const aside = `${name}:set-aside:${new Date().toISOString()}`;
    if (unusable !== undefined) storage.write(aside, unusable);
    const unkept = storage.write(name, JSON.stringify(change(progress)));
    for (const listener of listeners) listener();
    const sentences = [
      trouble && `${trouble}. It is set aside, and a new one is begun.`,
      unkept && `Your progress could not be kept. ${unkept}`,
    ];
    return sentences.filter((sentence) => sentence !== undefined).join(" ") || undefined;
  }

  return {
    load,
    change,
    onChange(listener) {
      listeners.add(listener);
      const stop = storage.onOtherTab(listener);
      return () => {
        listeners.delete(listener);
        stop();
      };
    },
  };
}

/** The learner's progress in this edition of the course. */
export const progressStore = createProgressStore(courseStorage);
