import { enableCompileCache } from "node:module";
import { tellOfMovedExercises } from "./learner/stranded-exercises.ts";
import { askedLessons } from "./terminal/asked-lessons.ts";
import { endOnInterrupt } from "./terminal/end-on-interrupt.ts";
import { commandLine, runCommand } from "./terminal/run-command.ts";

enableCompileCache();

endOnInterrupt();

const program = commandLine("test")
  .description("Without a lesson, the project's own suite. With lessons, the suites of your exercises.")
  .usage("[lessons...]    for example: test lesson-3")
  .argument("[lessons...]", "lesson-3; also 3, saturation; several at once")
  .option("-w, --watch", "check the lessons now, and each again whenever you save it, until Ctrl+C")
  .hook("preAction", tellOfMovedExercises)
  .action(async (words: string[], { watch = false }: { watch?: boolean }) => {
    process.exitCode = await test(words, watch);
  });

async function test(words: readonly string[], watch: boolean): Promise<number> {
  if (watch) {
    const { watchLessons } = await import("./suite/watch-lessons.ts");
    return watchLessons(askedLessons(words, "test --watch"), "test --watch");
  }
  if (words.length === 0) {
    const { runProjectSuite } = await import("./project/project-suite.ts");
    return runProjectSuite();
  }
  const lessons = askedLessons(words, "test");
  const { runLesson } = await import("./suite/run-lesson.ts");
  let allPass = true;
  for (const lesson of lessons) allPass = (await runLesson(lesson)) && allPass;
  return allPass ? 0 : 1;
}

await runCommand(program);
