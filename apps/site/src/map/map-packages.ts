import { lessonsByPackage } from "@vanishing/catalogue/lessons-by-package";
import { starterVersion } from "@vanishing/catalogue/starter-version";
import { type CourseLesson, courseLessons } from "../course-lessons.ts";
import { starterOf } from "../exercise/lesson-files.ts";
import { coursePackage } from "../packages/course-packages.ts";
import type { LessonLink } from "../progress/resume-step.ts";
import type { MapPackage } from "./map-lesson.ts";

/** What the map shows of every lesson, by package, in the order of the course. */
export async function mapPackages(): Promise<MapPackage[]> {
  const lessons = await courseLessons();
  const groups = lessonsByPackage(lessons, ({ facts }) => facts.package);
  return Promise.all(
    groups.map(async ([name, members]) => ({
      ...coursePackage(name),
      lessons: await Promise.all(
        members.map(async (lesson) => ({
          ...lessonLink(lesson),
          minutes: lesson.facts.minutes,
          starter: starterVersion(await starterOf(lesson.folder)),
          writes: lesson.facts.writes,
          buildsOn: lessons.filter(({ slug }) => lesson.facts.buildsOn.includes(slug)).map(lessonLink),
        })),
      ),
    })),
  );
}

export function lessonLink({ number, slug, title, href }: CourseLesson): LessonLink {
  return { number, slug, title, href };
}
