import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

// As the packages' catalogue reads a folder's name, for the copies below alone.
const lessonFolder = /^(\d{2,3})-/;
const isCopy = /^\d{2,3}-copy-\d+$/;

/**
 * Makes the lessons of a course as many as asked: copies of those that are there, in turn, each under a number, a slug and a title of
 * its own, after the last. Copies that an earlier call has made and that are too many are removed.
 *
 * @param lessons the folder of the lessons, in a copy of the course
 * @throws when fewer are asked for than the course has of its own
 */
export function makeLessons(lessons: string, count: number): void {
  const folders = readdirSync(lessons).filter((name) => lessonFolder.test(name));
  for (const copy of folders.filter((name) => isCopy.test(name)))
    rmSync(join(lessons, copy), { recursive: true });
  const originals = folders.filter((name) => !isCopy.test(name));
  if (count < originals.length) {
    throw new Error(`The course has ${originals.length} lessons; ${count} would be fewer.`);
  }
  const last = Math.max(...originals.map((name) => Number(lessonFolder.exec(name)?.[1])));
  for (let copies = 1; copies <= count - originals.length; copies++) {
    const original = originals[(copies - 1) % originals.length] as string;
    const number = last + copies;
    const copy = `${String(number).padStart(2, "0")}-copy-${copies}`;
    cpSync(join(lessons, original), join(lessons, copy), { recursive: true });
    for (const file of readdirSync(join(lessons, copy))) {
      const place = join(lessons, copy, file);
      const text = readFileSync(place, "utf8").replaceAll(`#exercise/${original}`, `#exercise/${copy}`);
      // Front matter begins the page, so the first title is the lesson's own.
      writeFileSync(
        place,
        file === "lesson.mdx" ? text.replace(/^title: .*$/m, `title: Copy ${copies}`) : text,
      );
    }
  }
}
