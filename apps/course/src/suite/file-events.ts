import { type FSWatcher, mkdirSync, rmSync, watch, writeFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import path from "node:path";

/**
 * File systems whose files others change too: the other side of a WSL mount, another machine. Linux tells of what its own programs
 * write there and of nothing else, so that a probe would pass, and a save in an editor on Windows would still go unheard. The numbers
 * are those of statfs(2).
 */
const sharedFileSystems: ReadonlySet<number> = new Set([
  0x01021997, // 9p: WSL 2
  0x53464846, // WSL 1
  0x65735546, // FUSE: sshfs, virtiofs
  0x6969, // NFS
  0x517b, // SMB
  0xff534d42, // CIFS
  0xfe534d42, // SMB 2
  0x786f4256, // VirtualBox
]);

/** How often the probe is written again, in milliseconds: some systems begin to report a moment after they were asked to. */
const writtenEvery = 50;

/**
 * Whether the system reports changes of a folder's files as they happen. It is tried with a file that is written into the folder and
 * removed again; the folder is made where there is none. Where the system cannot watch at all, or the folder cannot be written, the
 * answer is no.
 *
 * @param within milliseconds that a report may take
 */
export async function fileEventsArrive(folder: string, within = 1000): Promise<boolean> {
  try {
    mkdirSync(folder, { recursive: true });
    if (isShared((await statfs(folder)).type)) return false;
    return await reportArrives(folder, within);
  } catch {
    return false;
  }
}

/** @param type of a file system, as statfs gives it: signed on some machines */
export function isShared(type: number): boolean {
  return process.platform === "linux" && sharedFileSystems.has(type >>> 0);
}

function reportArrives(folder: string, within: number): Promise<boolean> {
  const probe = path.join(folder, `.file-events-${process.pid}`);
  let watcher: FSWatcher | undefined;
  let writing: NodeJS.Timeout | undefined;
  let alarm: NodeJS.Timeout | undefined;
  return new Promise<boolean>((resolve, reject) => {
    watcher = watch(folder, (_event, name) => {
      if (name === path.basename(probe)) resolve(true);
    });
    watcher.on("error", reject);
    const write = () => {
      try {
        writeFileSync(probe, `${performance.now()}`);
      } catch (error) {
        reject(error);
      }
    };
    write();
    writing = setInterval(write, writtenEvery);
    alarm = setTimeout(() => resolve(false), within);
  }).finally(() => {
    clearInterval(writing);
    clearTimeout(alarm);
    watcher?.close();
    rmSync(probe, { force: true });
  });
}
