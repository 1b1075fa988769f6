import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";

/** Far longer than a write takes, in milliseconds: a lock that stands so long was left by a process that died. */
const longestLock = 2000;

/** Runs an action while no other process does so with the same lock file: two that read, change and write at once would lose one change. */
export function exclusively<T>(lock: string, action: () => T): T {
  while (!taken(lock)) {
    if (isLeftOver(lock)) breakLock(lock);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  try {
    return action();
  } finally {
    rmSync(lock, { force: true });
  }
}

function isLeftOver(lock: string): boolean {
  const facts = statSync(lock, { throwIfNoEntry: false });
  if (facts === undefined) return false;
  return Date.now() - facts.mtimeMs > longestLock || !ownerLives(lock);
}

/** Whether the process lives that wrote its number into the lock. A lock without a number was taken at this very moment. */
function ownerLives(lock: string): boolean {
  try {
    const owner = Number(readFileSync(lock, "utf8"));
    if (owner > 0) process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** Removes a lock that was left over. Only one process does so at a time: a second one would remove the lock that the first then takes. */
function breakLock(lock: string): void {
  const breaking = `${lock}.break`;
  if (isLeftOver(breaking)) rmSync(breaking, { force: true });
  if (!taken(breaking)) return;
  if (isLeftOver(lock)) rmSync(lock, { force: true });
  rmSync(breaking, { force: true });
}

function taken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}
