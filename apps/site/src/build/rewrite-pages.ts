import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { readBuiltSite } from "./built-site.ts";

/** Changes every page of the finished build. While pages are being written, with `pnpm dev`, they stay as Astro makes them. */
export function rewritePages(name: string, base: string, change: (html: string) => string): AstroIntegration {
  return {
    name,
    hooks: {
      "astro:build:done": ({ dir }) => {
        const site = readBuiltSite(fileURLToPath(dir), base);
        for (const page of site.pages.keys()) {
          writeFileSync(new URL(page, dir), changed(page, site.read(page), change));
        }
      },
    },
  };
}

function changed(page: string, html: string, change: (html: string) => string): string {
  try {
    return change(html);
  } catch (error) {
    throw new Error(`${page} ${(error as Error).message}.`);
  }
}
