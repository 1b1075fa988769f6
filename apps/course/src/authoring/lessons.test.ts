import { expect, test } from "vitest";
import { lessonsFolder } from "../course-folder.ts";
import { checkCourse, lessonsIn } from "./check-course.ts";
import { checkLesson } from "./check-lesson.ts";
import { describeFindings } from "./finding.ts";
import { readLessonFolder } from "./lesson-folder.ts";

// What `pnpm course check` asks of every lesson, whatever it teaches.

const lessons = lessonsIn(lessonsFolder);

test("the lessons have numbers, slugs and folders of their own", () => {
  expect(checkCourse(lessonsFolder)).toEqual([]);
});

/** A suite is tried on some hundred answers, in milliseconds on a busy machine. */
const patience = 300_000;

test.each(lessons)(
  "lesson $number, $slug, is clean",
  async ({ folder }) => {
    const findings = await checkLesson(readLessonFolder(lessonsFolder, folder), lessons);
    expect(describeFindings(findings, `lessons/${folder}`)).toBe("");
  },
  patience,
);
