import { type ChildProcess, fork } from "node:child_process";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The memory that a lesson's code may take, in megabytes: what it computes takes a few. */
const mostMemory = 512;

/** How long a process may take to start, in milliseconds: until then nothing of a lesson has run. */
export const startsWithin = 60_000;

/**
 * Starts a process for code that nobody has looked at: it may read files, and write none, start no process and open no connection. What
 * it prints is dropped. Node keeps this promise for accidents and not for malice: a thread that is started on purpose gets round it.
 */
export function forkGuarded(module: URL): ChildProcess {
  // Node would not use its cache without the right to write it, and with it a process starts in a third of the time.
  const compileCache = process.env.NODE_COMPILE_CACHE ?? path.join(tmpdir(), "node-compile-cache");
  try {
    mkdirSync(compileCache, { recursive: true });
  } catch {
    // A full or a read-only disk: then there is no cache.
  }
  return fork(module, {
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    execArgv: [
      "--permission",
      "--allow-fs-read=*",
      `--allow-fs-write=${compileCache}`,
      // For the thread that ends a process which does not come back.
      "--allow-worker",
      `--max-old-space-size=${mostMemory}`,
      "--disable-warning=SecurityWarning",
      "--disable-warning=ExperimentalWarning",
    ],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}
