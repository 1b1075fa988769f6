import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { courseFolder } from "../course-folder.ts";
import { writeAtomically } from "./write-atomically.ts";

export interface KnownOptions<T> {
  /** Make it again, whatever is known. */
  readonly anew?: boolean;
  /** Which values are to be known the next time; all of them unless told. */
  readonly worthKeeping?: (value: T) => boolean;
}

const cacheFolder = path.join(courseFolder, "node_modules", ".cache", "vanishing-point");

/**
 * What was made of some texts, from the cache where they are the same as the last time, so that what takes long to load or to compute is
 * needed only after a change. A cache that cannot be read or written costs time and nothing else.
 *
 * @param name what it is, as a path: one entry is kept for each name
 * @param texts all that the value depends on
 * @param make gives the value, which must survive JSON
 */
export async function knownByContent<T>(
  name: string,
  texts: readonly string[],
  make: () => Promise<T>,
  { anew = false, worthKeeping = () => true }: KnownOptions<T> = {},
): Promise<T> {
  const file = path.join(cacheFolder, `${name}.json`);
  const key = contentHash(texts);
  const known = recall(file);
  if (!anew && known?.key === key) return known.value as T;
  const value = await make();
  if (worthKeeping(value)) remember(file, JSON.stringify({ key, value }));
  return value;
}

/** A hash of texts, of which none can be mistaken for a part of its neighbour. */
function contentHash(texts: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of texts) hash.update(`${text.length} `).update(text);
  return hash.digest("hex");
}

function recall(file: string): { key: unknown; value: unknown } | undefined {
  try {
    const entry: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof entry === "object" && entry !== null && "key" in entry && "value" in entry
      ? entry
      : undefined;
  } catch {
    return undefined;
  }
}

function remember(file: string, entry: string): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeAtomically(file, entry);
  } catch {
    // A full or a read-only disk: the value is computed again the next time.
  }
}
