import { spawn } from "node:child_process";

/** How a command ended, with what it printed to both of its outputs, in order. */
export interface Outcome {
  /** Undefined when the command could not be started or was ended by a signal. */
  code: number | undefined;
  output: string;
}

/** Runs a command to its end. Never rejects: a command that cannot be started has no code and says why. */
export function run([command = "", ...given]: string[], folder: string): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = "";
    // On Windows pnpm is a .cmd file, which only a shell starts; no argument of ours needs quoting.
    const shell = process.platform === "win32" && command === "pnpm";
    const child = spawn(command, given, { cwd: folder, shell, stdio: ["ignore", "pipe", "pipe"] });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", (error) => resolve({ code: undefined, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? undefined, output }));
  });
}
