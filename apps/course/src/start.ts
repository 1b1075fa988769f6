import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { courseFolder } from "./course-folder.ts";
import { pnpmCommand } from "./pnpm-command.ts";
import { runCommand } from "./run-command.ts";
import { basePath, serveSite } from "./serve-site.ts";
import { turbo } from "./turbo.ts";

const usage = `${pnpmCommand()} start [--port 4321]   builds the course and serves it on this computer`;
const defaultPort = 4321;

/** The port that was asked for, or a sentence about what is wrong with it. */
function readPort(words: readonly string[]): number | string {
  try {
    const { values } = parseArgs({ args: [...words], options: { port: { type: "string" } } });
    if (values.port === undefined) return defaultPort;
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
    return `A port is a whole number from 1 to 65535, and this is ${JSON.stringify(values.port)}.`;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Resolves when the server has ended; until then the process serves. */
async function main(words: readonly string[]): Promise<number> {
  if (words.includes("--help") || words.includes("-h")) {
    console.log(usage);
    return 0;
  }
  const port = readPort(words);
  if (typeof port === "string") {
    console.error(`${port}\n\n${usage}`);
    return 2;
  }
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

await runCommand(main);
