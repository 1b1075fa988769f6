import type { FigureSeries } from "./figure-series.ts";
import { createWorkerPool } from "./frame/worker-pool.ts";

/** The workers that all figures of a page share; the first use starts the first one. */
export const figurePool = createWorkerPool<FigureSeries>(
  () => new Worker(new URL("./figure-worker.ts", import.meta.url), { type: "module" }),
  async () => (await import("./figure-series.ts")).figureSeries,
);
