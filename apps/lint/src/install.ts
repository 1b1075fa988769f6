// `node apps/lint/src/install.ts lighthouse`: installs what stands apart from the workspace, for a command of another app that needs it.
import { apart, installApart } from "./install-apart.ts";

const [name = "", ...rest] = process.argv.slice(2);
if (!Object.hasOwn(apart, name) || rest.length > 0) {
  console.error(
    `install.ts takes one of ${Object.keys(apart).join(", ")}, not ${JSON.stringify(process.argv.slice(2).join(" "))}.`,
  );
  process.exit(2);
}
const missing = await installApart(name as keyof typeof apart, name);
if (missing !== undefined) {
  console.error(missing);
  process.exitCode = 1;
}
