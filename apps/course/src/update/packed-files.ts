import { isCourseFile } from "./course-files.ts";

/** A file of a downloaded course. */
export interface PackedFile {
  readonly content: Buffer;
  readonly isExecutable: boolean;
}

export type PackedFiles = ReadonlyMap<string, PackedFile>;

/** The course is some 700 files and 4 MB; whatever is far beyond that is no course. */
const limits = { entries: 50_000, bytes: 200 * 2 ** 20 };

/** An archive that the course is not taken from: told in one sentence, with nothing changed. */
export class Refused extends Error {}

/**
 * Takes in the entries of an archive or a folder one by one, and refuses what could do harm before any of it is written: paths that lead
 * out of the folder, links, and more than any course holds.
 */
export class PackedFileCollector {
  readonly #files = new Map<string, PackedFile>();
  #entries = 0;
  #bytes = 0;

  /** Counts an entry and holds its name to what a course's file may be called. @throws Refused */
  admit(name: string, kind: "file" | "folder" | "other"): string {
    this.#entries += 1;
    if (this.#entries > limits.entries) {
      throw new Refused(
        `it holds more than ${limits.entries.toLocaleString("en")} entries, which no course does`,
      );
    }
    const file = safePath(name);
    if (kind === "other") {
      throw new Refused(`it holds a link or a device, ${shown(name)}, and the course has none`);
    }
    return file;
  }

  /** Counts bytes as they come, which an archive's own account of its size may not agree with. @throws Refused */
  count(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > limits.bytes) {
      throw new Refused(`it unpacks to more than ${limits.bytes / 2 ** 20} MB, which no course does`);
    }
  }

  add(file: string, content: Buffer, isExecutable: boolean): void {
    this.#files.set(file, { content, isExecutable });
  }

  /**
   * The files that belong to a course. Where all of them lie in one folder, as in an archive from GitHub, paths begin inside it.
   */
  files(): PackedFiles {
    const top = this.#files.has("package.json") ? undefined : commonFolder([...this.#files.keys()]);
    const inside = [...this.#files].map(([file, packed]): [string, PackedFile] => [
      top === undefined ? file : file.slice(top.length + 1),
      packed,
    ]);
    return new Map(inside.filter(([file]) => isCourseFile(file)));
  }
}

/** @throws Refused where a name could be written outside of the folder, on any system, or is no name */
function safePath(name: string): string {
  const file = name.replace(/^(?:\.\/)+/, "").replace(/\/+$/, "");
  const segments = file.split("/");
  const leadsOut = name.startsWith("/") || /^[a-z]:/i.test(name) || segments.includes("..");
  if (leadsOut) throw new Refused(`it holds a path that leads out of the course's folder, ${shown(name)}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to find
  const isOdd = /[\\:\u0000-\u001f]/.test(file) || (file !== "" && file !== "." && segments.some(isNoName));
  if (isOdd) throw new Refused(`it holds a name that no file of the course has, ${shown(name)}`);
  return file;
}

function isNoName(segment: string): boolean {
  return segment === "" || segment === ".";
}

function shown(name: string): string {
  return JSON.stringify(name.length > 80 ? `${name.slice(0, 80)}…` : name);
}

function commonFolder(files: readonly string[]): string | undefined {
  const [first = ""] = files;
  const top = first.split("/")[0] as string;
  return files.every((file) => file.startsWith(`${top}/`)) && top !== "" ? top : undefined;
}
