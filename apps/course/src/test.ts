import { enableCompileCache } from "node:module";
import { tellOfMovedExercises } from "./learner/stranded-exercises.ts";
import { askedLessons } from "./terminal/asked-lessons.ts";
import { commandLine, exitCodes, runCommand } from "./terminal/run-command.ts";

enableCompileCache();

// A handler runs between two steps, so that Ctrl+C never falls into the middle of a write.
process.once("SIGINT", () => process.exit(exitCodes.interrupted));

const program = commandLine("test")
  .description("Without a lesson, the project's own suite. With lessons, the suites of your exercises.")
  .usage("[lessons...]    for example: test lesson-3")
  .argument("[lessons...]", "lesson-3; also 3, saturation; several at once")
  .hook("preAction", tellOfMovedExercises)
  .action(async (words: string[]) => {
    process.exitCode = await test(words);
  });

async function test(words: readonly string[]): Promise<number> {
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
