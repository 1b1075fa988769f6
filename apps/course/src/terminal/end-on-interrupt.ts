import { exitCodes } from "./run-command.ts";

/**
 * Lets Ctrl+C end this process with the exit code for it. Without a handler the system ends it wherever it is; a handler runs between two
 * steps, so that no write is cut in half.
 */
export function endOnInterrupt(): void {
  process.once("SIGINT", () => {
    // The shell's prompt stands on a line of its own, and not behind the ^C.
    if (process.stdout.isTTY) process.stdout.write("\n");
    process.exit(exitCodes.interrupted);
  });
}
