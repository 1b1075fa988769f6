import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Root } from "hast";
import { fromHtml } from "hast-util-from-html";

/** A built site as its files say it, ready to be checked. Every path is relative to the output folder, with `/` between its parts. */
export interface BuiltSite {
  /** The path that every page's address begins with; `/` when the site has a host to itself. */
  readonly base: string;
  readonly files: ReadonlySet<string>;
  /** The pages by path, such as `lessons/products/index.html`. */
  readonly pages: ReadonlyMap<string, Root>;
  /** The text of one of the files. */
  readonly read: (file: string) => string;
}

/** Reads the output folder of a build that was made for the base path `base`. */
export function readBuiltSite(folder: string, base: string): BuiltSite {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();
  return builtSite(base, files, (file) => readFileSync(join(folder, file), "utf8"));
}

/** A document that no reader opens: the frame that exercises run in. */
const frames = ["runner.html"];

/** A built site from the names of its files and a way to read one. */
export function builtSite(base: string, files: readonly string[], read: (file: string) => string): BuiltSite {
  const pages = files
    .filter((file) => file.endsWith(".html") && !frames.includes(file))
    .map((file): [string, Root] => [file, fromHtml(read(file))]);
  return { base, files: new Set(files), pages: new Map(pages), read };
}

/** A host that no link can mean: it stands in for the one that will serve the site. */
const ownHost = "http://site.invalid";

/** The address at which a file is served: `lessons/products/index.html` is `/lessons/products/` under the base path. */
export function addressOf(file: string, base: string): URL {
  const path = file.replace(/(^|\/)index\.html$/, "$1");
  return new URL(`${base === "/" ? "" : base}/${path}`, ownHost);
}

/**
 * The path, inside the output folder, that an address in a page or a module asks for.
 *
 * @returns `undefined` for an address elsewhere (another host, `mailto:`, `data:`), and `outside: true` for one on this
 * host that leaves the base path.
 */
export function fileOf(
  address: string,
  from: URL,
  base: string,
): { file: string; anchor: string; outside: boolean } | undefined {
  if (!URL.canParse(address, from)) return { file: address, anchor: "", outside: true };
  const url = new URL(address, from);
  if (url.origin !== ownHost) return undefined;
  const prefix = base === "/" ? "/" : `${base}/`;
  const path = decoded(url.pathname);
  const file = path.startsWith(prefix) ? path.slice(prefix.length) : path;
  return {
    file: file === "" || file.endsWith("/") ? `${file}index.html` : file,
    anchor: decoded(url.hash.slice(1)),
    outside: !path.startsWith(prefix),
  };
}

/** The file of the build that an address asks for, if there is one. */
export function builtFile(address: string, from: URL, site: BuiltSite): string[] {
  const file = fileOf(address, from, site.base)?.file;
  return file !== undefined && site.files.has(file) ? [file] : [];
}

/** The text that percent escapes stand for, or the text itself where they stand for nothing (`100%`). */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
