import { mkdirSync, writeFileSync } from "node:fs";
import type { AstroIntegration } from "astro";

/** The text of a file by its path beside the pages, such as `runner.html`; each is made when it is asked for. */
export type GeneratedFiles = Readonly<Record<string, () => Promise<string>>>;

/** Puts files that are no pages beside them: written once by a build, made anew for every request in development. */
export function generatedFiles(name: string, files: GeneratedFiles): AstroIntegration {
  return {
    name,
    hooks: {
      "astro:server:setup": ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const address = request.url?.replace(/[?#].*/, "") ?? "";
          const path = Object.keys(files).find((file) => address.endsWith(`/${file}`));
          const make = path === undefined ? undefined : files[path];
          if (!path || !make) return next();
          make().then((text) => {
            const type = path.endsWith(".html") ? "text/html" : "text/javascript";
            response.setHeader("Content-Type", `${type}; charset=utf-8`).end(text);
          }, next);
        });
      },
      "astro:build:done": async ({ dir }) => {
        for (const [path, make] of Object.entries(files)) {
          const file = new URL(path, dir);
          mkdirSync(new URL(".", file), { recursive: true });
          writeFileSync(file, await make());
        }
      },
    },
  };
}
