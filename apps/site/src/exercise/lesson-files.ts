import type { Hints, Variant } from "@vanishing/grader";
import { fileOfLesson } from "../lesson-modules.ts";
import type { LessonFile } from "./lesson-file.ts";

// Vite replaces each call by the modules that match, so the patterns are written out.
const texts = import.meta.glob<string>("../../../../lessons/*/{lesson.test,starter,solution,mistakes}.ts", {
  query: "?raw",
  import: "default",
});
const hints = import.meta.glob<Hints>("../../../../lessons/*/hints.ts", { import: "hints" });
const variants = import.meta.glob<readonly Variant[]>("../../../../lessons/*/variants.ts", {
  import: "variants",
});

/** A lesson's starter. */
export function starterOf(lesson: string): Promise<string> {
  return fileOfLesson(texts, lesson, "starter.ts");
}

/** What the page needs of the lesson in a folder, to check an exercise. */
export async function lessonFile(lesson: string): Promise<LessonFile> {
  const text = (name: string) => fileOfLesson(texts, lesson, name);
  const [suite, starter, solution, mistakes] = await Promise.all([
    text("lesson.test.ts"),
    text("starter.ts"),
    text("solution.ts"),
    text("mistakes.ts"),
  ]);
  const others = await fileOfLesson(variants, lesson, "variants.ts");
  return {
    lesson: { folder: lesson, suite, starter, solution, mistakes },
    hints: await fileOfLesson(hints, lesson, "hints.ts"),
    algorithms: others.map(({ algorithm }) => algorithm),
  };
}
