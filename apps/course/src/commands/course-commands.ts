import type { Command } from "commander";
import { commandLine } from "../terminal/run-command.ts";

/** The commands after `pnpm course`. Each one's code is loaded when it is run: the map should be there at once. */
export function courseCommands(): Command {
  const course = commandLine("course")
    .description("The map of the course, and what helps you through it.")
    .helpCommand("help [command]", "what a command does and which words it takes");

  course
    .command("status")
    .description("the map, your progress and the next lesson (also without a command)")
    .action(async () => done((await import("./status.ts")).status()));

  return course;
}

/** Keeps a command's exit code until all of its output is written. */
function done(exitCode: number): void {
  process.exitCode = exitCode;
}
