import { spawnSync } from "node:child_process";

/** A command, the folder that it runs in, and what to call it. */
export interface Command {
  name: string;
  folder: string;
  line: readonly [string, ...string[]];
}

/** How a command ended, and how long it took as a whole process. */
export interface Run {
  milliseconds: number;
  /** Null when it was ended by a signal. */
  exitCode: number | null;
  /** What it printed for others to read. */
  printed: string;
  /** That, and what it said to the person who waits. */
  output: string;
}

// pnpm tells the scripts that it runs that their install is verified already; a pnpm that is typed into a shell verifies it.
const { pnpm_config_verify_deps_before_run: _, ...asInAShell } = process.env;

/** Runs a command as a shell would, once, and measures its wall time. */
export function time({ line: [program, ...given], folder, name }: Command): Run {
  // On Windows pnpm is a .cmd file, which only a shell starts; no argument of ours needs quoting.
  const shell = process.platform === "win32" && program === "pnpm";
  const started = performance.now();
  const { status, stdout, stderr, error } = spawnSync(program, given, {
    cwd: folder,
    shell,
    env: asInAShell,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const milliseconds = performance.now() - started;
  if (error) {
    const advice = program === "pnpm" ? ' Run the bench as "pnpm bench" or "npx -y pnpm@12 bench".' : "";
    throw new Error(`${name} could not be started: ${error.message}.${advice}`);
  }
  return { milliseconds, exitCode: status, printed: stdout, output: stdout + stderr };
}

/**
 * Runs a command that must succeed.
 *
 * @throws with the command's output when it fails: the time of a run that failed says nothing.
 */
export function timeOfSuccess(command: Command): number {
  const { milliseconds, exitCode, output } = time(command);
  if (exitCode === 0) return milliseconds;
  throw new Error(
    `${command.name} ended with exit code ${exitCode}, so its time says nothing.\n\n${output.trim()}`,
  );
}
