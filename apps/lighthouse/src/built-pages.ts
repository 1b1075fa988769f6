import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { BuiltPage } from "./page-kinds.ts";

/** A document that no reader opens: the frame that exercises run in. */
const frames = ["/runner.html"];

/**
 * Every page that a build of the site has written into `folder`.
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
    .map((file) => ({ file, path: `/${file.replaceAll("\\", "/").replace(/(^|[\\/])index\.html$/, "$1")}` }))
    .filter(({ file, path }) => file.endsWith(".html") && !frames.includes(path))
    .map(({ file, path }) => ({ path, bytes: statSync(join(folder, file)).size }));
}
