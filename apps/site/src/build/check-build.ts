import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { brokenLinks } from "./broken-links.ts";
import { readBuiltSite } from "./built-site.ts";
import { policyFaults } from "./policy.ts";
import {
  type ScriptBudget,
  type ScriptSizes,
  scriptBudgets,
  scriptParts,
  totalSize,
} from "./script-budget.ts";

/**
 * Reads the finished build once more and fails it when a link leads nowhere, a page's content policy is missing or would stop something
 * of the page's own, or a page ships too much JavaScript.
 */
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

        const faults = policyFaults(site);
        if (faults.length > 0) {
          throw new Error(
            `The built pages do not agree with their content policy (src/build/policy.ts):\n${faults
              .map(({ page, reason }) => `  ${page} ${reason}.`)
              .join("\n")}`,
          );
        }

        const parts = [...scriptParts(site)];
        for (const [i, budget] of scriptBudgets.entries()) {
          const pages = parts
            .map(([page, sizes]) => ({ page, sizes: sizes[i] ?? new Map<string, number>() }))
            .filter(({ sizes }) => sizes.size > 0)
            .sort((a, b) => totalSize(b.sizes) - totalSize(a.sizes));
          for (const { page, sizes } of pages) refuseTooMuch(page, sizes, budget);
          for (const { page, sizes } of pages) {
            const [total, limit] = [totalSize(sizes), budget.limit].map(kilobytes);
            logger.info(`${total} of at most ${limit} JavaScript, gzipped, to ${budget.occasion}: ${page}`);
          }
        }
      },
    },
  };
}

/** @throws when a part of a page's scripts is larger than it may be, with the files that it is made of */
function refuseTooMuch(page: string, sizes: ScriptSizes, { occasion, limit }: ScriptBudget): void {
  const total = totalSize(sizes);
  if (total <= limit) return;
  const files = [...sizes]
    .sort(([, a], [, b]) => b - a)
    .map(([file, size]) => `  ${kilobytes(size).padStart(9)}  ${file}`);
  throw new Error(
    `${page} fetches ${kilobytes(total)} of JavaScript, gzipped, to ${occasion}; it may be ${kilobytes(limit)} (src/build/script-budget.ts says why):\n${files.join("\n")}`,
  );
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
