import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { brokenLinks } from "./broken-links.ts";
import { readBuiltSite } from "./built-site.ts";
import { scriptBudget, scriptSizes, totalSize } from "./script-budget.ts";

/** Reads the finished build once more and fails it when a link leads nowhere or a page ships too much JavaScript. */
export function checkBuild(base: string): AstroIntegration {
  return {
    name: "check-build",
    hooks: {
      "astro:build:done": ({ dir, logger }) => {
        const site = readBuiltSite(fileURLToPath(dir), base);
        const broken = brokenLinks(site);
        if (broken.length > 0) {
          throw new Error(
            `${broken.length} broken ${broken.length === 1 ? "link" : "links"} in the built pages:\n${broken
              .map(({ page, address, reason }) => `  ${page}: ${address} ${reason}.`)
              .join("\n")}`,
          );
        }
        logger.info(`Every link of ${site.pages.size} pages leads somewhere.`);

        const pages = [...scriptSizes(site)]
          .map(([page, sizes]) => ({ page, sizes, total: totalSize(sizes) }))
          .sort((a, b) => b.total - a.total);
        const limit = kilobytes(scriptBudget);
        for (const { page, sizes, total } of pages) {
          if (total <= scriptBudget) continue;
          const scripts = [...sizes].sort(([, a], [, b]) => b - a);
          throw new Error(
            `${page} ships ${kilobytes(total)} of JavaScript, gzipped; a page may ship ${limit} (src/build/script-budget.ts says why):\n${scripts
              .map(([file, size]) => `  ${kilobytes(size).padStart(9)}  ${file}`)
              .join("\n")}`,
          );
        }
        for (const { page, total } of pages) {
          logger.info(`${kilobytes(total)} of at most ${limit} JavaScript, gzipped: ${page}`);
        }
      },
    },
  };
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
