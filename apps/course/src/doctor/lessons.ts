import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { lessonOfFolder, lessonsInOrder } from "@vanishing/catalogue/lesson";
import { courseFolder, lessonsFolder } from "../course-folder.ts";
import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, limits, trouble } from "./finding.ts";
import { lessonFolders } from "./lesson-folders.ts";

/** Whether the lessons are there, each with a number and a slug of its own, and nothing that only looks like one. */
export function lessons(): Finding[] {
  const found = lessonFolders();
  if (found.length === 0) {
    return [trouble("lessons", "there are none in the folder lessons", bringBack("lessons"))];
  }
  return [together(found.map(({ folder }) => folder)), ...strays(found.map(({ slug }) => slug))];
}

function together(folders: readonly string[]): Finding {
  try {
    lessonsInOrder(folders);
    return fine("lessons", `${folders.length}, each with a number and a slug of its own`);
  } catch (error) {
    return trouble(
      "lessons",
      (error as Error).message,
      "If one of them is a copy of yours, move it out of the folder lessons.",
    );
  }
}

/** What installs and test runs leave there. */
const made = new Set(["node_modules", "test-results"]);

function strays(slugs: readonly string[]): Finding[] {
  return readdirSync(lessonsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !made.has(entry.name) && !entry.name.startsWith("."))
    .filter(({ name }) => lessonOfFolder(name) === undefined || !hasSuite(name))
    .map(({ name }) => stray(name, slugs));
}

function stray(name: string, slugs: readonly string[]): Finding {
  const lesson = lessonOfFolder(name);
  if (lesson && slugs.includes(lesson.slug)) {
    return limits(
      "lessons",
      `lessons/${name} was left behind when lesson ${lesson.slug} got another number`,
      `${pnpmCommand()} test ${lesson.slug}  moves your exercise to where the lesson is now`,
    );
  }
  if (lesson)
    return limits("lessons", `lessons/${name} has no suite, lesson.test.ts`, bringBack(`lessons/${name}`));
  return limits(
    "lessons",
    `lessons/${name} is no lesson: the name of one is a number of two or three digits and a slug, as in 03-saturation`,
    "If it is a copy of yours, move it out of the folder lessons.",
  );
}

function hasSuite(name: string): boolean {
  return existsSync(path.join(lessonsFolder, name, "lesson.test.ts"));
}

function bringBack(what: string): string {
  return existsSync(path.join(courseFolder, ".git"))
    ? `git restore ${what}`
    : "Download the course again, and copy your exercises and progress.json into it.";
}
