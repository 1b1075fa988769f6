import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, realpathSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import type { PoolOptions, PoolWorker, WorkerRequest } from "vitest/node";
import { type Announcement, isAnnouncement } from "./announcements.ts";
import { vitalsChannel, vitalsEvery } from "./report-vitals.ts";

/** The memory that an exercise may take for objects, in megabytes: what a lesson computes takes a few. */
const mostHeap = 512;

/**
 * The memory that the whole process may take, in megabytes. V8 does not count what typed arrays hold. Node and vitest take some 150, the
 * heap at most 512, and what is left are more matrices than any lesson has; the smallest machines that the course is made for have 4096.
 */
const mostMemory = 1024;

/** How many reports are looked at for whether the process computes: those of two seconds. */
const idleAfter = 20;

/** A process that waits computes less than this share of the time, and a loop gets more even from a machine with ten others. */
const idleShare = 0.03;

/** How long a process may take to end when it is asked to, in milliseconds; then it is made to. */
const endsWithin = 500;

export interface Listener {
  /** The process has said something. */
  heard(announcement: Announcement): void;
  /** The process has printed something. */
  printed(text: string): void;
  /** The process has printed something as an error: the learner's code, or Node itself at its end. */
  complained(text: string): void;
  /** The process takes more memory than it may. */
  outgrown(megabytes: number): void;
}

/**
 * The process that vitest runs a suite in, with the learner's code. It may read every file, and write nothing but what Node keeps of
 * compiled code; it starts no programs and reaches no network.
 *
 * vitest's own worker for this, ForksPoolWorker, has no place for a channel of ours. What it does beyond this, a further process that
 * ends this one when vitest is killed, the thread of report-vitals.ts does here.
 */
export class LearnerProcess implements PoolWorker {
  readonly name = "learner";
  // vitest's forks are told the place of transformed modules, not their text.
  readonly cacheFs = true;
  /** How the process ended, where it was not told to. */
  death: { readonly code: number | null; readonly signal: NodeJS.Signals | null } | undefined;
  readonly #options: PoolOptions;
  readonly #listener: Listener;
  #child: ChildProcess | undefined;
  #told = false;
  /** How much it had computed at its latest reports, in microseconds. */
  #computed: readonly number[] = [];

  constructor(options: PoolOptions, listener: Listener) {
    this.#options = options;
    this.#listener = listener;
  }

  async start(): Promise<void> {
    const { distPath, env, execArgv } = this.#options;
    const child = fork(path.join(distPath, "workers/forks.js"), [], {
      env: env as NodeJS.ProcessEnv,
      execArgv: [...execArgv, ...restrictions(env.NODE_COMPILE_CACHE)],
      stdio: ["ignore", "pipe", "pipe", "ipc", "pipe"],
      serialization: "advanced",
    });
    this.#child = child;
    child.on("message", (message) => {
      if (isAnnouncement(message)) this.#listener.heard(message);
    });
    child.stdout?.setEncoding("utf8").on("data", (text: string) => this.#listener.printed(text));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#listener.complained(text));
    (child.stdio[vitalsChannel] as Readable).setEncoding("utf8").on("data", (lines: string) => {
      for (const line of lines.trim().split("\n")) this.#takeVitals(line);
    });
    child.on("exit", (code, signal) => {
      if (!this.#told) this.death = { code, signal };
    });
  }

  /** Whether it has computed next to nothing of late: what does not come back then is no loop. */
  get idle(): boolean {
    const [first, last] = [this.#computed[0], this.#computed.at(-1)];
    if (first === undefined || last === undefined || this.#computed.length < idleAfter) return false;
    return last - first < idleShare * idleAfter * vitalsEvery * 1000;
  }

  /** Ends the process in order. */
  async stop(): Promise<void> {
    const alarm = setTimeout(() => this.#end("SIGKILL"), endsWithin);
    await this.#end("SIGTERM");
    clearTimeout(alarm);
  }

  /** Ends the process at once, whatever it does. */
  kill(): Promise<void> {
    return this.#end("SIGKILL");
  }

  #takeVitals(line: string): void {
    const [bytes, computed] = line.split(" ").map(Number) as [number, number];
    this.#computed = [...this.#computed, computed].slice(-idleAfter);
    if (bytes > mostMemory * 2 ** 20) this.#listener.outgrown(mostMemory);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#told = true;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "close");
    child.kill(signal);
    await ended;
  }

  on(event: string, callback: (...words: unknown[]) => void): void {
    this.#child?.on(event, callback);
  }

  off(event: string, callback: (...words: unknown[]) => void): void {
    this.#child?.off(event, callback);
  }

  send(message: WorkerRequest): void {
    if (this.#child?.connected) this.#child.send(message);
  }

  deserialize(data: unknown): unknown {
    return data;
  }
}

/** @param compileCache the folder where Node keeps compiled code; without it a run takes a third longer */
function restrictions(compileCache: string | undefined): string[] {
  // Node takes the name of a folder that is not there yet for that of a file. The real path is what it compares with.
  if (compileCache !== undefined) mkdirSync(compileCache, { recursive: true });
  const folders = compileCache === undefined ? [] : [compileCache, realpathSync(compileCache)];
  return [
    `--max-old-space-size=${mostHeap}`,
    "--permission",
    "--allow-fs-read=*",
    ...[...new Set(folders)].map((folder) => `--allow-fs-write=${folder}`),
    // For the thread that reports how the process fares.
    "--allow-worker",
    "--disable-warning=SecurityWarning",
    "--disable-warning=ExperimentalWarning",
  ];
}
