import { writeFileSync } from "node:fs";
import type { AstroIntegration } from "astro";
import { runnerDocument } from "./runner-document.ts";

const name = "runner.html";

/**
 * Puts the frame that exercises run in beside the pages. It is a document of its own: a frame made from a text would share the page's
 * strict policy.
 */
export function runnerFrame(): AstroIntegration {
  return {
    name: "runner-frame",
    hooks: {
      "astro:server:setup": ({ server }) => {
        server.middlewares.use((request, response, next) => {
          if (!request.url?.endsWith(`/${name}`)) return next();
          runnerDocument().then((document) => {
            response.setHeader("Content-Type", "text/html; charset=utf-8").end(document);
          }, next);
        });
      },
      "astro:build:done": async ({ dir }) => {
        writeFileSync(new URL(name, dir), await runnerDocument());
      },
    },
  };
}
