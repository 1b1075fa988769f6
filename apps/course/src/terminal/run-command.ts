import { Command, CommanderError } from "commander";
import { pnpmCommand } from "./pnpm-command.ts";

/** What a command of the course ends with. */
export const exitCodes = {
  /** It did what was asked, and the checks that it ran hold. */
  done: 0,
  /** A check does not hold, or what was asked could not be done. */
  failed: 1,
  /** The words after the command are not understood. */
  usage: 2,
  /** Ctrl+C, as everywhere. */
  interrupted: 130,
} as const;

/** Words on the command line that lead nowhere: told without a stack, with exit code 2. */
export class UsageError extends Error {}

/** Ctrl+C in answer to a question. */
export class Interrupted extends Error {}

const longestError = 500;

/** A command of the command line, with the habits that all of ours share. @param name as a learner types it after pnpm */
export function commandLine(name: string): Command {
  const command = new Command(`${pnpmCommand()} ${name}`)
    .exitOverride()
    .helpOption("-h, --help", "what this does and which words it takes")
    .configureOutput({ outputError: (text, write) => write(clipped(text)) })
    .addHelpText(
      "afterAll",
      "\nExit codes: 0 done, 1 a check does not hold or it could not be done, 2 words that are not understood, 130 Ctrl+C.",
    );
  return pointToHelp(command, name);
}

/** Ends a message about words that are not understood with where those stand that are. @param name as a learner types it after pnpm */
export function pointToHelp(command: Command, name: string): Command {
  return command.showHelpAfterError(`\n${pnpmCommand()} ${name} --help  lists what there is.`);
}

/**
 * Runs a command line on this process's words and ends the process with the exit code, when all of its output is written. An error that
 * the command did not meet itself is told in one sentence: a learner has no use for a stack trace of ours.
 *
 * @param bare the words to take where there are none
 */
export async function runCommand(program: Command, bare: readonly string[] = []): Promise<never> {
  const [first, ...rest] = process.argv.slice(2);
  // npm's habit of putting -- before a script's words does no harm here.
  const words = first === undefined || first === "--" ? rest : [first, ...rest];
  endQuietlyWithoutReader();
  let code: number;
  try {
    await program.parseAsync(words.length === 0 ? bare : words, { from: "user" });
    code = Number(process.exitCode ?? exitCodes.done);
  } catch (error) {
    code = tell(error);
  }
  await written(process.stdout);
  await written(process.stderr);
  process.exit(code);
}

/** Whoever reads the output may have enough of it, as `head` has after some lines. */
function endQuietlyWithoutReader(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}

function tell(error: unknown): number {
  // commander has printed its message already, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  console.error(error instanceof Error ? error.message : String(error));
  return error instanceof UsageError ? exitCodes.usage : exitCodes.failed;
}

function clipped(text: string): string {
  return text.length > longestError ? `${text.slice(0, longestError)}…\n` : text;
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.write("", () => resolve());
  });
}
