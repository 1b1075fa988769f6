/** Texts by name that this browser keeps. Nothing of it throws: what did not work is told as a sentence. */
export interface CourseStorage {
  read(name: string): string | undefined;
  /** @returns a sentence where the text could not be kept beyond this visit */
  write(name: string, text: string): string | undefined;
  remove(name: string): void;
  /** A sentence where the browser keeps nothing now, or nothing more. */
  trouble(): string | undefined;
  /** The names that begin with `prefix`. */
  names(prefix: string): readonly string[];
  /**
   * Calls the listener when another tab has changed something, or may have while this page lay in the browser's cache of pages to go back
   * to, until the function that it returns is called.
   */
  onOtherTab(listener: () => void): () => void;
}

const blocked =
  "This browser keeps nothing for this page (its storage is blocked), so it lasts only until the page is closed.";
const full = "The browser's storage for this page is full, so it lasts only until the page is closed.";

/**
 * The texts of one edition of the course. Where the browser refuses to keep them, they last as long as the page.
 *
 * @param base the path under which the site stands: two editions may share a host, and must not share texts
 * @param storage gives the browser's storage; where that is blocked, it throws or gives nothing
 */
export function createCourseStorage(base: string, storage: () => Storage | undefined): CourseStorage {
  const prefix = `vanishing-point:${base}:`;
  /** What the browser did not keep. `undefined` stands for a text that was removed. */
  const unkept = new Map<string, string | undefined>();

  /** What `use` makes of the browser's storage, or `undefined` where that is refused: a browser may refuse any of it, at any time. */
  function attempt<T>(use: (place: Storage) => T): T | undefined {
    try {
      const place = storage();
      return place && use(place);
    } catch {
      return undefined;
    }
  }

  /** @returns a sentence where the browser has not kept the text */
  function keep(name: string, text: string): string | undefined {
    const kept = attempt((place) => {
      place.setItem(prefix + name, text);
      return true;
    });
    if (kept) return undefined;
    return attempt((place) => place.length) === undefined ? blocked : full;
  }

  function keptNames(): string[] {
    const keys = attempt((place) => Array.from({ length: place.length }, (_, i) => place.key(i) ?? ""));
    return (keys ?? []).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  }

  return {
    read(name) {
      if (unkept.has(name)) return unkept.get(name);
      return attempt((place) => place.getItem(prefix + name)) ?? undefined;
    },
    write(name, text) {
      const trouble = keep(name, text);
      if (trouble === undefined) unkept.delete(name);
      else unkept.set(name, text);
      return trouble;
    },
    trouble() {
      const trouble = keep("trial", "trial");
      attempt((place) => place.removeItem(`${prefix}trial`));
      return trouble;
    },
    remove(name) {
      const removed = attempt((place) => {
        place.removeItem(prefix + name);
        return true;
      });
      if (removed) unkept.delete(name);
      else unkept.set(name, undefined);
    },
    names(start) {
      const all = new Set(keptNames());
      for (const [name, text] of unkept) {
        if (text === undefined) all.delete(name);
        else all.add(name);
      }
      return [...all].filter((name) => name.startsWith(start)).sort();
    },
    onOtherTab(listener) {
      const listen = ({ key }: StorageEvent) => {
        if (key === null || key.startsWith(prefix)) listener();
      };
      const listenAgain = ({ persisted }: PageTransitionEvent) => {
        if (persisted) listener();
      };
      addEventListener("storage", listen);
      addEventListener("pageshow", listenAgain);
      return () => {
        removeEventListener("storage", listen);
        removeEventListener("pageshow", listenAgain);
      };
    },
  };
}

/** The texts of this edition of the course. */
export const courseStorage = createCourseStorage(import.meta.env.BASE_URL, () => localStorage);
