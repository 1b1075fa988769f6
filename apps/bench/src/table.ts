/** One table of the benchmark: a file in `tables/`, listed in `bench.ts`. */
export interface Table {
  /** What `pnpm bench NAME` calls it. */
  name: string;
  /** Measures, and gives the section as Markdown, without a heading. */
  measure(options: TableOptions): string | Promise<string>;
}

export interface TableOptions {
  /** How many pairs, or how many runs where nothing is paired. */
  pairs: number;
  /** Says what is being done now, to a person who waits. */
  say(progress: string): void;
}

/** A Markdown table. Every column but the first is set to the right, as numbers are. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join(
    "\n",
  );
}
