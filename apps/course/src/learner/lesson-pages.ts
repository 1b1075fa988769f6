import { readFileSync } from "node:fs";
import path from "node:path";
import type { Lesson, LessonFrontMatter } from "@vanishing/catalogue";
import { starterVersion } from "@vanishing/catalogue/starter-version";
import { courseFolder, courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import { knownByContent } from "./known-by-content.ts";

/** A lesson with what its page's front matter says of it, and its starter's version. */
export interface LessonPage extends Lesson, LessonFrontMatter {
  readonly starter: string;
}

const schema = path.join(courseFolder, "packages/catalogue/src/front-matter.ts");

/** The lessons in order, with the front matter of their pages. @throws where a page's front matter is not complete */
export async function readLessonPages(): Promise<LessonPage[]> {
  const schemaText = readFileSync(schema, "utf8");
  return Promise.all(
    courseLessons().map(async (lesson) => {
      const page = lessonFile(lesson, "lesson.mdx");
      const text = readFileSync(page, "utf8");
      // YAML and the schemas take longer to load than all the rest of the map.
      const frontMatter = await knownByContent(`pages/${lesson.slug}`, [text, schemaText], async () => {
        const { readFrontMatter } = await import("@vanishing/catalogue");
        return readFrontMatter(text, shownPath(page));
      });
      const starter = starterVersion(readFileSync(lessonFile(lesson, "starter.ts"), "utf8"));
      return { ...lesson, ...frontMatter, starter };
    }),
  );
}
