import { spawn } from "node:child_process";
import { join } from "node:path";
import { categories, type Report } from "./report.ts";

const command = join(import.meta.dirname, "../tool/node_modules/lighthouse/cli/index.js");

const chromeFlags = [
  "--headless=new",
  // Chromium refuses its sandbox to root, and a container has no graphics card.
  ...(process.getuid?.() === 0 ? ["--no-sandbox", "--disable-gpu"] : []),
  "--disable-background-networking",
];

/**
 * Runs Lighthouse once on a page, as on a phone with a slow connection (its defaults), in a process and a browser of its own.
 *
 * @throws with what it printed, when it cannot load the page or start the browser
 */
export async function runLighthouse(address: string, browser: string): Promise<Report> {
  const { code, output, errors } = await outcome(
    [
      command,
      address,
      "--output=json",
      "--quiet",
      "--no-enable-error-reporting",
      `--only-categories=${categories.join(",")}`,
      `--chrome-flags=${chromeFlags.join(" ")}`,
    ],
    browser,
  );
  const report = code === 0 ? (JSON.parse(output) as Report) : undefined;
  const reason =
    report === undefined ? `it ended with exit code ${code}.\n${errors}` : report.runtimeError?.message;
  if (report === undefined || reason !== undefined) {
    throw new Error(`Lighthouse could not look at ${address}: ${reason?.trim()}`);
  }
  return report;
}

function outcome(
  line: string[],
  browser: string,
): Promise<{ code: number | null; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    let [output, errors] = ["", ""];
    const child = spawn(process.execPath, line, { env: { ...process.env, CHROME_PATH: browser } });
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      errors += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}
