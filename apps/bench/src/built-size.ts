import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the pages of a built site weigh together, in bytes of HTML. */
export interface BuiltSize {
  readonly pages: number;
  readonly html: number;
  /** The part that lists the course: on each page a line for each lesson. */
  readonly sidebars: number;
}

/** Weighs the pages in a folder that the site was built into. */
export function builtSize(folder: string): BuiltSize {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith("index.html"))
    .map((file) => readFileSync(join(folder, file), "utf8"));
  const sum = (sizes: readonly number[]) => sizes.reduce((total, size) => total + size, 0);
  return {
    pages: pages.length,
    html: sum(pages.map((page) => Buffer.byteLength(page))),
    sidebars: sum(pages.map((page) => Buffer.byteLength(sidebar.exec(page)?.[0] ?? ""))),
  };
}

const sidebar = /<nav class="sidebar[\s\S]*?<\/nav>/;
