import type { Progress } from "@vanishing/catalogue/progress";
import { markDone } from "./mark-done.ts";

/**
 * Ticks the lessons of the page that are done, and keeps the ticks true while this tab or another one makes progress.
 * What reads progress comes after the page: it checks all that it reads, and that takes more bytes than all the rest of a page without
 * figures.
 */
export async function keepTicks(): Promise<void> {
  const [{ isDone }, { progressStore }] = await Promise.all([
    import("@vanishing/catalogue/progress"),
    import("./progress-store.ts"),
  ]);
  const update = (progress: Progress) => markDone(document, (slug) => isDone(progress, slug));
  update(progressStore.load().progress);
  progressStore.onChange(() => update(progressStore.load().progress));
}
