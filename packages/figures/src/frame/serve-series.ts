import { advance, type SeriesTable } from "./series.ts";
import type { SeriesAnswer, SeriesRequest } from "./series-messages.ts";

/** Runs the series of a table for the page that started this worker. */
export function serve(table: SeriesTable): void {
  const running = new Map<number, Promise<Iterator<unknown, unknown>>>();
  const answer = (message: SeriesAnswer) => self.postMessage(message);

  self.addEventListener("message", ({ data: request }: MessageEvent<SeriesRequest>) => {
    const { id } = request;
    if (request.kind === "open") running.set(id, open(request.name, request.input));
    else if (request.kind === "close") running.delete(id);
    else {
      goOn(id, request.steps).catch((error: unknown) => answer({ id, problem: String(error) }));
    }
  });

  async function open(name: string, input: unknown): Promise<Iterator<unknown, unknown>> {
    const series = await table[name]?.();
    if (series === undefined) throw new Error(`There is no series ${name}.`);
    return series(input as never);
  }

  async function goOn(id: number, steps: number): Promise<void> {
    const series = await running.get(id);
    if (series === undefined) return;
    answer({ id, ...(await advance(series, steps, () => running.has(id))) });
  }
}
