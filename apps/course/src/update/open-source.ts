import { closeSync, existsSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { isThisCourse } from "./course-files.ts";
import { type PackedFiles, Refused } from "./packed-files.ts";
import { readCourseFolder } from "./read-folder.ts";
import { unpackTar } from "./unpack-tar.ts";
import { unpackZip } from "./unpack-zip.ts";

/**
 * Reads the course from a folder, a .zip or a .tar.gz.
 *
 * @throws with what is wrong with it, with nothing changed
 */
export async function openSource(source: string): Promise<PackedFiles> {
  try {
    const files = statSync(source).isDirectory() ? openFolder(source) : await openArchive(source);
    const manifest = files.get("package.json")?.content.toString() ?? "";
    if (!isThisCourse(files.keys(), manifest)) {
      throw new Refused(
        'it is not this course: there should be a package.json with the name "vanishing-point", lessons and packages',
      );
    }
    return files;
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`The course cannot be taken from ${source}: ${message}. Nothing was changed.`);
  }
}

function openFolder(source: string): PackedFiles {
  const folder = steppedInto(source);
  if (realpathSync(folder) === realpathSync(courseFolder))
    throw new Refused("it is the folder of this course itself");
  // Looked at before it is walked: it may be the whole disk.
  if (!existsSync(path.join(folder, "package.json")))
    throw new Refused("it is not this course: it has no package.json");
  return readCourseFolder(folder);
}

/** An unpacked archive is often a folder in a folder. */
function steppedInto(folder: string): string {
  const [only, ...others] = readdirSync(folder, { withFileTypes: true });
  return only?.isDirectory() && others.length === 0 ? path.join(folder, only.name) : folder;
}

async function openArchive(archive: string): Promise<PackedFiles> {
  const begin = firstBytes(archive, 512);
  const isZip = begin.subarray(0, 2).toString("latin1") === "PK";
  const isGzip = begin[0] === 0x1f && begin[1] === 0x8b;
  const isTar = begin.subarray(257, 262).toString("latin1") === "ustar";
  if (!isZip && !isGzip && !isTar) throw new Refused("it is neither a folder nor a .zip nor a .tar.gz");
  try {
    return isZip ? await unpackZip(archive) : await unpackTar(archive);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`it is damaged or was not downloaded to its end (${(error as Error).message})`);
  }
}

function firstBytes(file: string, count: number): Buffer {
  const handle = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(handle, bytes, 0, count, 0));
  } finally {
    closeSync(handle);
  }
}
