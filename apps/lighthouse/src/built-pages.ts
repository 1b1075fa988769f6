import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuiltPage } from "./page-kinds.ts";

/**
 * A page that asks not to be indexed, since it has no reader at its own address: the one for what is not found, the frame that exercises run
 * in. Lighthouse takes that for a fault.
 */
const unindexed = /<meta name="robots" content="noindex"/;

/**
 * Every page that a build of the site has written into `folder`, and that is to be found.
 *
 * @throws when there is no build, or one for a base path, whose links would all miss
 */
export function builtPages(folder: string): BuiltPage[] {
  if (!existsSync(join(folder, "index.html"))) {
    throw new Error("pnpm lighthouse looks at the built site, and there is none. Run first: pnpm build");
  }
  if (!readFileSync(join(folder, "index.html"), "utf8").includes('href="/favicon.svg"')) {
    throw new Error("The site was built for a base path. Build it again with BASE_PATH unset: pnpm build");
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".html"))
    .map((file) => ({ file, html: readFileSync(join(folder, file), "utf8") }))
    .filter(({ html }) => !unindexed.test(html))
    .map(({ file, html }) => ({
      path: `/${file.replaceAll("\\", "/").replace(/(^|[\\/])index\.html$/, "$1")}`,
      bytes: Buffer.byteLength(html),
    }));
}
