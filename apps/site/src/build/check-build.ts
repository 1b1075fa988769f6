import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import type { Address } from "../address.ts";
import { brokenLinks } from "./broken-links.ts";
import { readBuiltSite } from "./built-site.ts";
import { holdToBudget, kilobytes } from "./page-sizes.ts";
import { policyFaults } from "./policy.ts";
import { wrongAddresses } from "./published-addresses.ts";
import { scriptBudgets, scriptParts } from "./script-budget.ts";
import { pageStyles, parsedSize, styleBudget, styleSizes } from "./style-budget.ts";

/**
 * Reads the finished build once more and fails it when a link leads nowhere, an address that it publishes is wrong, a page's content policy
 * is missing or would stop something of the page's own, or a page fetches too much JavaScript or CSS.
 */
export function checkBuild({ base, site: origin }: Address): AstroIntegration {
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

        const wrong = wrongAddresses(site, origin);
        if (wrong.length > 0) {
          throw new Error(
            `The build gives wrong addresses to search engines and to sites that show its cards:\n${wrong
              .map(({ file, reason }) => `  ${file}: ${reason}.`)
              .join("\n")}`,
          );
        }

        const faults = policyFaults(site);
        if (faults.length > 0) {
          throw new Error(
            `The built pages do not agree with their content policy (src/build/policy.ts):\n${faults
              .map(({ page, reason }) => `  ${page} ${reason}.`)
              .join("\n")}`,
          );
        }

        const parts = scriptParts(site);
        for (const [i, { occasion, limit }] of scriptBudgets.entries()) {
          const sizes = new Map([...parts].map(([page, ofPage]) => [page, ofPage[i] ?? new Map()]));
          const what = `JavaScript, gzipped, to ${occasion}`;
          const lines = holdToBudget(sizes, { what, limit, reasonIn: "src/build/script-budget.ts" });
          for (const line of lines) logger.info(line);
        }

        const styles = pageStyles(site, parts);
        const css = { what: "CSS, gzipped", limit: styleBudget, reasonIn: "src/build/style-budget.ts" };
        for (const line of holdToBudget(styleSizes(styles), css)) logger.info(line);
        const mostParsed = Math.max(0, ...[...styles.values()].map(parsedSize));
        logger.info(`${kilobytes(mostParsed)} of CSS, as a browser parses it, on the page that has most.`);
      },
    },
  };
}
