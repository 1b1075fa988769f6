import { pnpmCommand } from "../terminal/pnpm-command.ts";
import { type Finding, fine, limits } from "./finding.ts";
import { outputOf } from "./output-of.ts";

/** Whether the site's own tests would find a browser. Authors need one; learners read the site in theirs. */
export async function browser(): Promise<Finding> {
  const { status, output, errors } = await outputOf(process.execPath, [
    "apps/site/tests/support/print-browser.ts",
  ]);
  const forWhom = "for the site's tests; only authors need it";
  const install = `${pnpmCommand()} --filter @vanishing/site exec playwright install chromium`;
  const found = output.trim();
  if (status === 0 && found !== "") return fine("browser", `${found}, ${forWhom}`);
  if (status === 0) return limits("browser", `no Chromium found, ${forWhom}`, install);
  const [reason = ""] = errors
    .trim()
    .split("\n")
    .filter((line) => line.includes("CHROMIUM_PATH"));
  return reason === ""
    ? limits("browser", `the search did not run, ${forWhom}`, `${pnpmCommand()} install`)
    : limits("browser", reason, `Unset CHROMIUM_PATH, or correct it; or  ${install}`);
}
