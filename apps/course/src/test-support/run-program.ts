import { type ChildProcess, spawn } from "node:child_process";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  readonly errors: string;
}

/** A script that runs, with the processes that it starts, in a process group of its own, as one that a terminal has started. */
export interface Running {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  output(): string;
  readonly ended: Promise<Ended>;
  /** Sends a signal to the whole group, as Ctrl+C in a terminal does. @returns whether there was a process left to hear it; 0 only asks */
  signal(name: NodeJS.Signals | 0): boolean;
}

/**
 * Starts a program with its words in a folder, in a process group of its own, and listens to it. Windows has no such groups.
 *
 * @param environment variables beside this process's own
 */
export function start(
  folder: string,
  [program, ...words]: readonly string[],
  {
    detached = process.platform !== "win32",
    environment = {},
  }: { readonly detached?: boolean; readonly environment?: NodeJS.ProcessEnv } = {},
): Running {
  const child = spawn(program as string, words, {
    cwd: folder,
    detached,
    env: {
      ...process.env,
      NO_COLOR: "1",
      FORCE_COLOR: undefined,
      CI: undefined,
      VITEST: undefined,
      NODE_OPTIONS: undefined,
      ...environment,
    },
  });
  let output = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  return {
    child,
    output: () => output,
    ended: new Promise((resolve) => {
      child.on("close", (code, signal) => resolve({ code, signal, output, errors }));
    }),
    signal: (name) => {
      const { pid } = child;
      if (pid === undefined) return false;
      try {
        return process.kill(detached ? -pid : pid, name);
      } catch {
        return false;
      }
    },
  };
}
