import type { Page } from "@playwright/test";

/** The name under which a browser keeps the progress of a site with a host to itself. */
export const progressKey = "vanishing-point:/:progress";

/** A lesson's newest run. */
export function outcome(passed: boolean, checks: Readonly<Record<string, boolean>> = {}) {
  const at = "2026-11-21T12:00:00.000Z";
  const held = Object.values(checks).filter(Boolean).length;
  return {
    starter: "0123456789abcdef",
    passed,
    testsPassed: held,
    tests: Object.keys(checks).length,
    at,
    ...(passed ? { passedAt: at } : {}),
    checks,
  };
}

/** A progress file's text with these lessons in it. */
export function progressText(lessons: Readonly<Record<string, ReturnType<typeof outcome>>>): string {
  return JSON.stringify({ format: "vanishing-point-progress", version: 1, lessons });
}

/** Puts a text where the browser keeps progress, as an earlier visit would have. Nothing hears of it before the next page. */
export async function keepProgress(page: Page, site: string, text: string): Promise<void> {
  await page.goto(`${site}/404.html`);
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [progressKey, text] as const);
}

/** The text that the browser keeps as progress. */
export function keptProgress(page: Page): Promise<string | null> {
  return page.evaluate((key) => localStorage.getItem(key), progressKey);
}

/** For `addInitScript`: a browser in which storage is blocked, as where site data are refused. */
export function blockStorage(): void {
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    },
  });
}

/** For `addInitScript`: fills the browser's storage, larger texts first, until not one character more fits. */
export function fillStorage(): void {
  for (let size = 2 ** 22; size >= 1; size /= 2) {
    try {
      for (let i = 0; ; i++) localStorage.setItem(`${size}.${i}`, "x".repeat(size));
    } catch {}
  }
}
