import { spawn } from "node:child_process";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";

/** Runs turbo in the course's folder, with its output as it comes. @returns its exit code */
export function turbo(...args: string[]): Promise<number> {
  const binary = path.join(courseFolder, "node_modules/turbo/bin/turbo");
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TURBO_TELEMETRY_DISABLED: "1" };
    const child = spawn(process.execPath, [binary, ...args], { cwd: courseFolder, stdio: "inherit", env });
    child.on("error", reject);
    child.on("exit", (code) => resolve(code ?? 1));
  });
}
