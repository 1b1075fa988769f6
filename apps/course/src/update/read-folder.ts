import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { courseFolderEntries } from "./course-files.ts";
import { PackedFileCollector, type PackedFiles } from "./packed-files.ts";

/** Reads the files of a course's folder, without what is installed or built there. @throws for links and for more than any course holds */
export function readCourseFolder(folder: string): PackedFiles {
  const collector = new PackedFileCollector();
  for (const { file, entry } of courseFolderEntries(folder)) {
    collector.admit(file, entry.isFile() ? "file" : "other");
    const { size, mode } = statSync(path.join(folder, file));
    collector.count(size);
    collector.add(file, readFileSync(path.join(folder, file)), (mode & 0o111) !== 0);
  }
  return collector.files();
}
