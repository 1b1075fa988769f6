import { noProgress, type Progress } from "@vanishing/catalogue/progress";
import { readProgress } from "@vanishing/catalogue/read-progress";
import { type CourseStorage, courseStorage } from "./course-storage.ts";

/** The learner's progress, and a sentence where what is kept could not be used. */
export interface Stored {
  readonly progress: Progress;
  readonly trouble: string | undefined;
}

/** A text that was kept as progress and could not be used. */
export interface UnusableText {
  /** When it was set aside, in ISO 8601; `undefined` while it still stands where progress is kept. */
  readonly since: string | undefined;
  readonly text: string;
}

/** The learner's progress in this browser, in the form of the terminal's progress.json. */
export interface ProgressStore {
  load(): Stored;
  /** The texts that were kept as progress and could not be used: those that were set aside, and the one that still stands there. */
  unusable(): readonly UnusableText[];
  /**
   * Changes the progress as it now is, whichever tab changed it last. What is kept and cannot be used is set aside under another name;
   * where there is no room for that, it stays, and nothing is changed.
   *
   * @returns a sentence where that met trouble
   */
  change(change: (progress: Progress) => Progress): string | undefined;
  /** Calls the listener after every change, in this tab or another one, until the function that it returns is called. */
  onChange(listener: () => void): () => void;
}

const name = "progress";
const aside = `${name}:set-aside:`;

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
    if (trouble && !setAside()) {
      return `${trouble}. There is no room to set it aside, so it stays, and nothing new is kept.`;
    }
    const unkept = storage.write(name, JSON.stringify(change(progress)));
    for (const listener of listeners) listener();
    const sentences = [
      trouble && `${trouble}. It is set aside, and a new one is begun.`,
      unkept && `Your progress could not be kept. ${unkept}`,
    ];
    return sentences.filter((sentence) => sentence !== undefined).join(" ") || undefined;
  }

  /** @returns whether it will outlast this visit: what comes in its place would otherwise be the end of it */
  function setAside(): boolean {
    const place = aside + new Date().toISOString();
    if (storage.write(place, storage.read(name) ?? "") === undefined) return true;
    storage.remove(place);
    return false;
  }

  return {
    load,
    unusable() {
      const places = storage.names(aside).map((place) => ({ place, since: place.slice(aside.length) }));
      const standing = load().trouble === undefined ? [] : [{ place: name, since: undefined }];
      return [...places, ...standing].map(({ place, since }) => ({ since, text: storage.read(place) ?? "" }));
    },
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
