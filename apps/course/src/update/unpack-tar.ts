import { createReadStream } from "node:fs";
import { Parser, type ReadEntry } from "tar";
import { PackedFileCollector, type PackedFiles } from "./packed-files.ts";

/** Reads the files of a .tar or a .tar.gz. @throws where it is none, or cut short, or holds what a course does not */
export function unpackTar(archive: string): Promise<PackedFiles> {
  const collector = new PackedFileCollector();
  const source = createReadStream(archive);
  return new Promise((resolve, reject) => {
    const give = (error: unknown) => {
      source.destroy();
      reject(error);
    };
    const take = (entry: ReadEntry) => {
      try {
        takeEntry(collector, entry, give);
      } catch (error) {
        give(error);
      }
    };
    // strict: what would be a warning, such as a bad checksum or a missing end, is an error.
    const parser = new Parser({ strict: true, onReadEntry: take });
    parser.on("error", give);
    parser.on("ignoredEntry", (entry: ReadEntry) => {
      if (!entry.meta) take(entry);
    });
    parser.on("end", () => resolve(collector.files()));
    source.on("error", give);
    source.on("data", (chunk) => {
      if (parser.write(chunk as Buffer)) return;
      source.pause();
      parser.once("drain", () => source.resume());
    });
    source.on("end", () => parser.end());
  });
}

function takeEntry(collector: PackedFileCollector, entry: ReadEntry, give: (error: unknown) => void): void {
  const isFolder = entry.type === "Directory" || entry.type === "GNUDumpDir";
  const isFile = ["File", "OldFile", "ContiguousFile"].includes(entry.type);
  const file = collector.admit(entry.path, isFile ? "file" : isFolder ? "folder" : "other");
  const chunks: Buffer[] = [];
  entry.on("data", (chunk) => {
    try {
      collector.count(chunk.length);
      chunks.push(chunk);
    } catch (error) {
      give(error);
    }
  });
  if (isFile) {
    entry.on("end", () => collector.add(file, Buffer.concat(chunks), ((entry.mode ?? 0) & 0o111) !== 0));
  }
}
