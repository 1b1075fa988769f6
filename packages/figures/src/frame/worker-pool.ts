import { advance, type DataOf, type InputOf, type Reached, type SeriesTable } from "./series.ts";
import type { SeriesAnswer, SeriesRequest } from "./series-messages.ts";

/** One run of a series, wherever it runs. */
export interface RunningSeries<Data> {
  /** Goes on by so many steps and gives the newest data. One call at a time. */
  advance(steps: number): Promise<Reached<Data>>;
  close(): void;
}

/** The figure that asks, and where it tells its reader something. */
export interface Asker {
  say(notice: string, stays: true): void;
}

/** Runs series in a few workers that all figures share, or in the page where there can be none. */
export interface WorkerPool<Table extends SeriesTable> {
  /** Begins a series. Nothing is computed before `advance`. */
  open<Name extends keyof Table & string>(
    asker: Asker,
    name: Name,
    input: InputOf<Table, Name>,
  ): RunningSeries<DataOf<Table, Name>>;
  /**
   * The first result of a series. While one is computed for this asker, only the newest of its other requests waits; those
   * between are never computed, and their promises never settle.
   */
  run<Name extends keyof Table & string>(
    asker: Asker,
    name: Name,
    input: InputOf<Table, Name>,
  ): Promise<DataOf<Table, Name>>;
}

/** As many as help on the machine, beside the page's own thread, and no more than two: figures are used one at a time. */
function mostWorkers(): number {
  return Math.max(1, Math.min(2, navigator.hardwareConcurrency - 1));
}

/** A worker that is silent for so long, in milliseconds, has died without a word. No figure asks for a tenth of it. */
const silentFor = 10_000;

const inPageNotice =
  "This browser gives the figures no background worker, so the page computes by itself and may answer more slowly.";

/** What went wrong with a worker, and not with the series in it. */
class WorkerFailure extends Error {}

/**
 * @param start starts one worker that serves the table
 * @param loadTable for runs in the page
 */
export function createWorkerPool<Table extends SeriesTable>(
  start: () => Worker,
  loadTable: () => Promise<Table>,
): WorkerPool<Table> {
  const workers: PooledWorker[] = [];
  let isRefused = false;
  let isSaid = false;
  let lastId = 0;

  function leastBusy(): PooledWorker {
    const idle = workers.find((worker) => worker.open === 0);
    if (idle) return idle;
    if (workers.length < mostWorkers()) {
      const worker = pooled(start(), () => workers.splice(workers.indexOf(worker), 1));
      workers.push(worker);
      return worker;
    }
    return workers.reduce((least, worker) => (worker.open < least.open ? worker : least));
  }

  function openInWorker(name: string, input: unknown): RunningSeries<unknown> {
    lastId += 1;
    return leastBusy().run(lastId, name, input);
  }

  function openInPage(asker: Asker, name: string, input: unknown): RunningSeries<unknown> {
    if (!isSaid) asker.say(inPageNotice, true);
    isSaid = true;
    let isOpen = true;
    const series = loadTable().then(async (table) => (await table[name]?.())?.(input as never));
    return {
      async advance(steps) {
        const running = await series;
        if (running === undefined) throw new Error(`There is no series ${name}.`);
        return advance(running, steps, () => isOpen);
      },
      close() {
        isOpen = false;
      },
    };
  }

  /** A worker may die: another one then starts again and catches up, and after that the page. Each run gives the same data. */
  function open(asker: Asker, name: string, input: unknown): RunningSeries<unknown> {
    let taken = 0;
    let attempts = 0;
    let current: RunningSeries<unknown> | undefined;
    let isOpen = true;

    function begin(): RunningSeries<unknown> {
      if (!isRefused && attempts < 2) {
        attempts += 1;
        try {
          return openInWorker(name, input);
        } catch {
          isRefused = true;
        }
      }
      return openInPage(asker, name, input);
    }

    async function goOn(steps: number): Promise<Reached<unknown>> {
      const behind = current === undefined ? taken : 0;
      current ??= begin();
      try {
        const reached = await current.advance(behind + steps);
        taken += steps;
        return reached;
      } catch (error) {
        if (!(error instanceof WorkerFailure) || !isOpen) throw error;
        current = undefined;
        return goOn(steps);
      }
    }

    return {
      advance: goOn,
      close() {
        isOpen = false;
        current?.close();
      },
    };
  }

  /** What waits for each asker while something is computed for it. */
  const waiting = new Map<Asker, (() => void) | undefined>();

  async function run(asker: Asker, name: string, input: unknown): Promise<unknown> {
    if (waiting.has(asker)) await new Promise<void>((resolve) => waiting.set(asker, resolve));
    waiting.set(asker, undefined);
    const series = open(asker, name, input);
    try {
      return (await series.advance(1)).data;
    } finally {
      series.close();
      const next = waiting.get(asker);
      waiting.delete(asker);
      next?.();
    }
  }

  return { open, run } as WorkerPool<Table>;
}

interface PooledWorker {
  /** How many series are open in it. */
  readonly open: number;
  run(id: number, name: string, input: unknown): RunningSeries<unknown>;
}

function pooled(worker: Worker, onEnd: () => void): PooledWorker {
  interface Waiting {
    resolve(reached: Reached<unknown>): void;
    reject(error: Error): void;
  }
  const series = new Map<number, Waiting | undefined>();
  let hasEnded = false;
  let alarm: ReturnType<typeof setTimeout> | undefined;
  const ask = (request: SeriesRequest) => worker.postMessage(request);

  function watch(): void {
    clearTimeout(alarm);
    if ([...series.values()].some((waiting) => waiting !== undefined)) {
      alarm = setTimeout(() => end("It does not answer."), silentFor);
    }
  }

  function end(problem: string): void {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(alarm);
    worker.terminate();
    onEnd();
    for (const waiting of series.values()) waiting?.reject(new WorkerFailure(problem));
  }

  worker.addEventListener("error", (event) => {
    event.preventDefault();
    end(event.message || "It could not be loaded.");
  });
  worker.addEventListener("message", ({ data: answer }: MessageEvent<SeriesAnswer>) => {
    const waiting = series.get(answer.id);
    if (series.has(answer.id)) series.set(answer.id, undefined);
    watch();
    if ("problem" in answer) waiting?.reject(new Error(answer.problem));
    else waiting?.resolve({ data: answer.data, isEnd: answer.isEnd });
  });

  return {
    get open() {
      return series.size;
    },
    run(id, name, input) {
      series.set(id, undefined);
      ask({ kind: "open", id, name, input });
      return {
        advance: (steps) =>
          new Promise((resolve, reject) => {
            if (hasEnded) return reject(new WorkerFailure("It has ended."));
            series.set(id, { resolve, reject });
            watch();
            ask({ kind: "advance", id, steps });
          }),
        close() {
          series.delete(id);
          if (!hasEnded) ask({ kind: "close", id });
        },
      };
    },
  };
}
