import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A real file system of its own that is soon full, in memory. Only Linux has one, and only root may mount it: undefined elsewhere. */
export async function smallDisk(folder: string) {
  mkdirSync(folder);
  const remove = async () => {
    await run("umount", [folder]).catch(() => undefined);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await run("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
  } catch {
    await remove();
    return undefined;
  }
  return { folder, remove, fill: () => fill(path.join(folder, "filling")) };
}

/** Writes until nothing more goes in. */
function fill(file: string): void {
  try {
    for (;;) writeFileSync(file, "x".repeat(512), { flag: "a" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  }
}
