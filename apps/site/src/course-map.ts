import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Lesson, type LessonFrontMatter, lessonsInOrder, readFrontMatter } from "@vanishing/catalogue";

/** A lesson that has a page: its place in the course, and what its front matter says. */
export type LessonPage = Lesson & LessonFrontMatter;

/** The name of the file that is a lesson's page, in the lesson's folder. */
export const pageFile = "lesson.mdx";

/** The id of a lesson's page among the site's pages. It holds the slug, not the number, which may change. */
export function pageId(lesson: Lesson): string {
  return `lessons/${lesson.slug}`;
}

/**
 * The lessons in `folder` that have a page, in the order of the course.
 *
 * @throws when a page's front matter is not complete, or two lessons share a number or a slug
 */
export function readLessonPages(folder: string): LessonPage[] {
  const folders = readdirSync(folder).filter((name) => existsSync(join(folder, name, pageFile)));
  return lessonsInOrder(folders).map((lesson) => {
    const text = readFileSync(join(folder, lesson.folder, pageFile), "utf8");
    return { ...lesson, ...readFrontMatter(text, `lessons/${lesson.folder}/${pageFile}`) };
  });
}
