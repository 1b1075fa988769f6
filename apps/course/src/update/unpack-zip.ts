import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import { openPromise } from "yauzl";
import { PackedFileCollector, type PackedFiles, Refused } from "./packed-files.ts";

/** The kinds of file in the upper half of an entry's attributes, as Unix has them. */
const kindMask = 0o170000;
const folderKind = 0o040000;
const fileKind = 0o100000;

/** Reads the files of a .zip. @throws where it is no zip, or cut short, or holds what a course does not */
export async function unpackZip(archive: string): Promise<PackedFiles> {
  const collector = new PackedFileCollector();
  const zip = await openPromise(archive);
  // The generator closes the archive, also where an entry is refused.
  for await (const entry of zip.eachEntry()) {
    const mode = entry.externalFileAttributes >>> 16;
    const kind = mode & kindMask;
    const isFolder = entry.fileName.endsWith("/");
    const isOther = kind !== 0 && kind !== fileKind && kind !== folderKind;
    const file = collector.admit(entry.fileName, isOther ? "other" : isFolder ? "folder" : "file");
    if (isFolder) continue;
    // yauzl holds the content to this size.
    collector.count(entry.uncompressedSize);
    const content = await buffer(await zip.openReadStreamPromise(entry));
    if (crc32(content) !== entry.crc32) throw new Refused(`it is damaged: ${file} is not what was packed`);
    collector.add(file, content, (mode & 0o111) !== 0);
  }
  return collector.files();
}
