import { existsSync } from "node:fs";
import path from "node:path";
import { InvalidArgumentError } from "commander";
import { courseFolder } from "./course-folder.ts";
import { turbo } from "./project/turbo.ts";
import { basePath } from "./site/base-path.ts";
import { serveSite } from "./site/serve-site.ts";
import { pnpmCommand } from "./terminal/pnpm-command.ts";
import { commandLine, runCommand } from "./terminal/run-command.ts";

const program = commandLine("start")
  .description("Builds the course and serves it on this computer.")
  .option(
    "--port <port>",
    "where to serve it; the next free one is taken where it is not free",
    readPort,
    4321,
  )
  .action(async ({ port }: { port: number }) => {
    process.exitCode = await start(port);
  });

/** @throws InvalidArgumentError, which commander tells with the option's name */
function readPort(word: string): number {
  const port = Number(word);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a whole number from 1 to 65535.");
}

/** Resolves when the server has ended; until then the process serves. */
async function start(port: number): Promise<number> {
  console.log("Building the course: under a minute the first time, a moment when nothing has changed.\n");
  const status = await turbo("run", "build", "--output-logs=errors-only");
  const site = path.join(courseFolder, "apps/site/dist");
  if (status !== 0 || !existsSync(site)) {
    console.error("\nThe course could not be built. The lines above say why.");
    return 1;
  }
  const taken = await serveSite(site, port, basePath(process.env.BASE_PATH));
  if (taken.port !== port) console.log(`\nPort ${port} is taken, so this is the next free one.`);
  console.log(`\nThe course is at  ${taken.address}   (Ctrl+C ends it)`);
  console.log(`\nNext, in a second terminal:  ${pnpmCommand()} test lesson-0`);
  return new Promise((resolve) => taken.server.once("close", () => resolve(0)));
}

await runCommand(program);
