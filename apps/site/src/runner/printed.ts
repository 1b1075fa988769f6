import { format } from "@vitest/utils/display";

/** How much of what an exercise prints is told, in characters. */
const mostPrinted = 100_000;

/** Hears what is printed with this thread's console, up to a limit: a loop that prints would fill the page's memory. */
export function listenToConsole(heard: (text: string) => void): void {
  let left = mostPrinted;
  const print = (...values: unknown[]) => {
    if (left <= 0) return;
    const text = `${format(values)}\n`.slice(0, left);
    left -= text.length;
    heard(text);
  };
  for (const method of ["log", "info", "warn", "error", "debug"] as const) console[method] = print;
}
