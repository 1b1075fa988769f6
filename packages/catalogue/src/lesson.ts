/** A lesson's folder, `NN-slug` or `NNN-slug`: the number is its place in the order, the slug its identity for ever. */
export interface Lesson {
  readonly number: number;
  readonly slug: string;
  readonly folder: string;
}

/** What a slug looks like. */
export const slugPattern = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** What a slug looks like, in words. */
export const slugForm = "a slug in lower case, such as edge-of-chaos";

/** The highest number that a lesson can have. */
export const highestNumber = 999;

// Two digits, and a third only from 100 on: a number has one spelling, so that two folders never stand for one place.
const folderPattern = /^(\d{2}|[1-9]\d{2})-([a-z][a-z0-9]*(?:-[a-z0-9]+)*)$/;

/** The lesson that a folder's name says, or `undefined` when the name is not of the form `NN-slug` or `NNN-slug`. */
export function lessonOfFolder(folder: string): Lesson | undefined {
  const parts = folderPattern.exec(folder);
  if (!parts) return undefined;
  return { number: Number(parts[1]), slug: parts[2] as string, folder };
}

/**
 * The lessons among some folder names, in the order of their numbers. Names of another form (node_modules) are passed over.
 *
 * @throws when two folders share a number or a slug: progress is kept by slug, and `lesson-3` must mean one lesson.
 */
export function lessonsInOrder(folders: readonly string[]): Lesson[] {
  const lessons = folders
    .map(lessonOfFolder)
    .filter((lesson) => lesson !== undefined)
    .sort((a, b) => a.number - b.number || a.slug.localeCompare(b.slug));
  for (const key of ["number", "slug"] as const) {
    const seen = new Map<string | number, Lesson>();
    for (const lesson of lessons) {
      const earlier = seen.get(lesson[key]);
      if (earlier) {
        throw new Error(
          `Two lessons have the ${key} ${lesson[key]}: lessons/${earlier.folder} and lessons/${lesson.folder}. Rename one of the folders.`,
        );
      }
      seen.set(lesson[key], lesson);
    }
  }
  return lessons;
}
