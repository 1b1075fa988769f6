import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { readBuiltSite } from "./built-site.ts";
import { withPolicy } from "./policy.ts";

/**
 * Writes its content policy into every page of the finished build. Astro's own setting knows the scripts that Astro bundles; most inline
 * ones are Starlight's and those of islands, which stand in the page as they are. While a page is being written, with `pnpm dev`, there is
 * no policy.
 */
export function writePolicy(base: string): AstroIntegration {
  return {
    name: "write-policy",
    hooks: {
      "astro:build:done": ({ dir }) => {
        const site = readBuiltSite(fileURLToPath(dir), base);
        for (const page of site.pages.keys()) {
          writeFileSync(new URL(page, dir), withPolicyNaming(page, site.read(page)));
        }
      },
    },
  };
}

function withPolicyNaming(page: string, html: string): string {
  try {
    return withPolicy(html);
  } catch (error) {
    throw new Error(`${page} ${(error as Error).message}.`);
  }
}
