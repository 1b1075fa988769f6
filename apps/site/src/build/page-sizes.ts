import { gzipSync } from "node:zlib";

/** The size in bytes, gzipped, of each file of one kind that a page fetches; what is written into the page stands under {@link inline}. */
export type PageSizes = ReadonlyMap<string, number>;

/** The name under which everything that is written into the page itself is counted. */
export const inline = "(inline)";

/** The sum of a page's sizes, in bytes. */
export function totalSize(sizes: PageSizes): number {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/** The length in bytes of a text that a host sends gzipped. */
export function gzippedSize(text: string): number {
  return gzipSync(text).byteLength;
}

/** A length in bytes as a person reads it. */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

/**
 * What every page weighs, the heaviest first, one line each; none for a page that has nothing of it.
 *
 * @param what is weighed, as in "20 KB of JavaScript, gzipped, to read the page"
 * @param reasonIn the file that says why the limit is what it is
 * @throws when a page is above the limit, with its files, the largest first
 */
export function holdToBudget(
  pages: ReadonlyMap<string, PageSizes>,
  { what, limit, reasonIn }: { what: string; limit: number; reasonIn: string },
): string[] {
  const heaviestFirst = [...pages]
    .map(([page, sizes]) => ({ page, sizes, total: totalSize(sizes) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
  const [heaviest] = heaviestFirst;
  if (heaviest !== undefined && heaviest.total > limit) {
    const files = [...heaviest.sizes]
      .sort(([, a], [, b]) => b - a)
      .map(([file, size]) => `  ${kilobytes(size).padStart(9)}  ${file}`);
    throw new Error(
      `${heaviest.page} fetches ${kilobytes(heaviest.total)} of ${what}; it may be ${kilobytes(limit)} (${reasonIn} says why):\n${files.join("\n")}`,
    );
  }
  return heaviestFirst.map(
    ({ page, total }) => `${kilobytes(total)} of at most ${kilobytes(limit)} ${what}: ${page}`,
  );
}
