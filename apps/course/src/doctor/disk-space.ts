import { statfs } from "node:fs/promises";
import { courseFolder } from "../course-folder.ts";
import { type Finding, fine, trouble } from "./finding.ts";

const megabyte = 1e6;

/** Free space that a run needs, in bytes: what it keeps is far less, and an editor needs some too. */
const needed = 50 * megabyte;

/** Whether the disk that holds the course has space for what a run writes. */
export async function diskSpace(): Promise<Finding> {
  const { bavail, bsize } = await statfs(courseFolder);
  return spaceFinding(bavail * bsize);
}

/** @param free in bytes */
export function spaceFinding(free: number): Finding {
  const found = free < 1e9 ? `${Math.floor(free / megabyte)} MB free` : `${Math.floor(free / 1e9)} GB free`;
  if (free >= needed) return fine("disk space", found);
  return trouble(
    "disk space",
    `${found}, and ${needed / megabyte} MB are needed`,
    `Free some space on the disk that holds ${courseFolder}.`,
  );
}
