import {
  chmodSync,
  chownSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from "node:fs";

/**
 * Writes a file whole or not at all: what stood there before stays until the new content lies safely on the disk. A link is followed, and
 * the file keeps its mode and its owner.
 *
 * @throws the system's error (no space, no permission), with nothing changed
 */
export function writeAtomically(file: string, content: string | Uint8Array): void {
  const target = followed(file);
  const before = statSync(target, { throwIfNoEntry: false });
  const unfinished = `${target}.${process.pid}`;
  try {
    // Unlike writeSync, this goes on after a short write, which is how a disk that is nearly full begins to say so.
    writeFileSync(unfinished, content, { flush: true });
    if (before) keepOwnerAndMode(unfinished, before);
    renameSync(unfinished, target);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** Where a link leads; a link that leads nowhere is replaced itself. */
function followed(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file;
  }
}

function keepOwnerAndMode(file: string, { uid, gid, mode }: Stats): void {
  try {
    chownSync(file, uid, gid);
  } catch {
    // Only root may give a file to another. The learner's own then has the learner as its owner, as it should.
  }
  chmodSync(file, mode);
}
