import { getCollection } from "astro:content";
import { type Lesson, type LessonFacts, lessonOfFolder } from "@vanishing/catalogue";
import { withBasePath } from "./markdown/rehype-base-path.ts";

/** A lesson as pages speak of it. */
export interface CourseLesson extends Lesson {
  /** The page's id among the site's pages. */
  readonly id: string;
  /** The page's address, base path included. */
  readonly href: string;
  readonly title: string;
  readonly description: string;
  readonly facts: LessonFacts;
}

/** Every lesson that has a page, in the order of the course. For components; astro.config.ts reads the folder itself. */
export async function courseLessons(): Promise<CourseLesson[]> {
  const entries = await getCollection("docs");
  return entries
    .flatMap(({ id, filePath, data }) => {
      const lesson = lessonOfFolder(filePath?.split("/").at(-2) ?? "");
      if (!lesson || !data.lesson) return [];
      const href = withBasePath(`/${id}/`, import.meta.env.BASE_URL.replace(/(.)\/$/, "$1"));
      return [
        { ...lesson, id, href, title: data.title, description: data.description ?? "", facts: data.lesson },
      ];
    })
    .sort((a, b) => a.number - b.number);
}
