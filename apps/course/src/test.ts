import { enableCompileCache } from "node:module";
import type { Lesson } from "@vanishing/catalogue";
import { findLesson } from "@vanishing/catalogue/find-lesson";
import { courseLessons } from "./course-folder.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { runCommand } from "./run-command.ts";

enableCompileCache();

const usage = () => `${pnpmCommand()} test                the project's own suite
${pnpmCommand()} test lesson-3       your exercise of lesson 3 (also: 3, saturation; several at once)`;

/** A command line that names no lesson or an unknown one ends with exit code 2; a failing check with 1. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(usage());
    return 0;
  }
  const option = words.find((word) => word.startsWith("-"));
  if (option !== undefined) {
    console.error(`There is no option ${shown(option)}.\n\n${usage()}`);
    return 2;
  }
  if (words.length === 0) {
    const { runProjectSuite } = await import("./project-suite.ts");
    return runProjectSuite();
  }
  const lessons = courseLessons();
  const asked: Lesson[] = [];
  for (const word of joined(words)) {
    const found = findLesson(word, lessons);
    if (!found.lesson) {
      console.error(unknownLesson(word, lessons, found.nearest));
      return 2;
    }
    if (!asked.includes(found.lesson)) asked.push(found.lesson);
  }
  const { runLesson } = await import("./run-lesson.ts");
  let allPass = true;
  for (const lesson of asked) allPass = (await runLesson(lesson)) && allPass;
  return allPass ? 0 : 1;
}

/** `lesson 3` is two words to the shell and one to the learner. */
function joined(words: readonly string[]): string[] {
  return words.filter((word, i) => word.toLowerCase() !== "lesson" || !/^\d+$/.test(words[i + 1] ?? ""));
}

function unknownLesson(word: string, lessons: readonly Lesson[], nearest: Lesson | undefined): string {
  const list = lessons.map(({ number, slug }) => `  lesson-${number}`.padEnd(14) + slug).join("\n");
  const meant = nearest
    ? `\n\nDid you mean  ${pnpmCommand()} test lesson-${nearest.number}  (${nearest.slug})?`
    : "";
  return `There is no lesson ${shown(word)}. These are here:\n\n${list}${meant}`;
}

function shown(word: string): string {
  return JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word);
}

await runCommand(main);
