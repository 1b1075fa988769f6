import type { Root } from "hast";

/** A message of a plugin about the page being read: what rehype-katex leaves when it cannot set a formula. */
interface PageMessage {
  readonly source?: string | undefined;
  readonly cause?: unknown;
  readonly place?: unknown;
}

interface Page {
  readonly messages: readonly PageMessage[];
  readonly fail: (reason: string, place?: never) => never;
}

/**
 * Stops at the first formula that KaTeX cannot set. rehype-katex alone would print its source in red into the page,
 * leave a message that no one reads, and go on.
 */
export function rehypeRefuseBrokenMath(): (tree: Root, page: Page) => void {
  return (_, page) => {
    const broken = page.messages.find(({ source }) => source === "rehype-katex");
    if (!broken) return;
    const reason = broken.cause instanceof Error ? broken.cause.message : String(broken.cause);
    page.fail(`This formula cannot be set: ${reason}`, broken.place as never);
  };
}
