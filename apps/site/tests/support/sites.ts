import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The folder of this app. */
export const siteFolder = fileURLToPath(new URL("../..", import.meta.url));

/** What `pnpm build` writes. */
export const builtFolder = `${siteFolder}dist`;

/** The path of the second build, which the tests make. */
export const basePath = "/course";

/** The host that the second build is made for. It is served here all the same. */
export const publishedAt = "https://example.org";

/** The folder that holds the second build, in a folder named as its base path. */
export const builtUnderBasePath = `${siteFolder}test-results/under-base-path`;

/** The environment variables in which the global setup tells the tests where the two builds are served. */
export const addressVariables = { root: "TEST_SITE", underBasePath: "TEST_SITE_UNDER_BASE_PATH" } as const;

/** One of the two builds that are tested. */
export type Build = keyof typeof addressVariables;

/** The address at which a build is served, without a slash at its end. */
export function addressOfSite(build: Build): string {
  const address = process.env[addressVariables[build]];
  if (!address)
    throw new Error("The global setup has not served the site: run the tests with `playwright test`.");
  return address;
}

if (!existsSync(`${builtFolder}/index.html`)) {
  throw new Error("The browser tests look at the built site, and there is none. Run first: pnpm build");
}

/** A document that no reader opens: the frame that exercises run in. */
const frames = ["/runner.html"];

/** Every page of the built site by its path (`/`, `/404.html`, `/lessons/products/`), so that a new lesson is tested as well. */
export const pagePaths: readonly string[] = readdirSync(builtFolder, { recursive: true, encoding: "utf8" })
  .map((file) => `/${file.replaceAll("\\", "/")}`)
  .filter((file) => file.endsWith(".html") && !frames.includes(file))
  .map((file) => file.replace(/index\.html$/, ""))
  .sort();

/** The pages of lessons. */
export const lessonPaths: readonly string[] = pagePaths.filter((path) => path.startsWith("/lessons/"));

/** The pages of packages. */
export const packagePaths: readonly string[] = pagePaths.filter((path) => path.startsWith("/packages/"));
