import { readFileSync } from "node:fs";
import { type Lesson, type LessonFrontMatter, readFrontMatter } from "@vanishing/catalogue";
import { courseLessons, lessonFile, shownPath } from "../course-folder.ts";
import { starterVersion } from "./progress-store.ts";

/** A lesson with what its page's front matter says of it, and its starter's version. */
export interface LessonPage extends Lesson, LessonFrontMatter {
  readonly starter: string;
}

export function readLessonPages(): LessonPage[] {
  return courseLessons().map((lesson) => {
    const page = lessonFile(lesson, "lesson.mdx");
    return {
      ...lesson,
      ...readFrontMatter(readFileSync(page, "utf8"), shownPath(page)),
      starter: starterVersion(readFileSync(lessonFile(lesson, "starter.ts"), "utf8")),
    };
  });
}
