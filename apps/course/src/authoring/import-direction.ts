import { posix } from "node:path";
import { type NamedModule, namedModules } from "./named-modules.ts";

/** What each package may import of ours. Read it from the top: an import goes up in this list, never down. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  verification: [],
  core: [],
  activations: ["core"],
  initializers: ["core", "activations"],
  normalization: ["core"],
  recurrent: ["core", "activations"],
  experiments: ["core", "activations", "initializers", "normalization", "recurrent"],
  checks: ["core"],
  catalogue: [],
  grader: ["checks", "catalogue"],
  figures: [
    "core",
    "activations",
    "initializers",
    "normalization",
    "recurrent",
    "experiments",
    "checks",
    "catalogue",
    "grader",
  ],
};

/** A file of the tree: its path from the root, with forward slashes, and its text. */
export interface SourceFile {
  path: string;
  text: string;
}

/** One import that goes against the direction, or one dependency that a package.json should not declare. */
export interface Violation {
  path: string;
  /** Counted from 1. */
  line: number;
  /** What was imported, as the file writes it. */
  imported: string;
  /** What this file may import, in words. */
  allowed: string;
  /** What to do instead. */
  fix: string;
}

/** Where a file or an imported module stands: `packages/core`, `lessons/03-saturation`, `lessons` itself, `apps/site`, or the root. */
interface Place {
  area: "packages" | "lessons" | "apps" | "root";
  name: string;
}

type Verdict = Pick<Violation, "allowed" | "fix"> | undefined;

/**
 * Holds every file to the direction in which imports go: packages in the order of {@link mayImport}, then lessons,
 * then apps, never back.
 *
 * Reads `.ts`, `.tsx`, `.mdx`, `.astro` and `package.json`, and passes over anything else.
 *
 * @throws when a file cannot be parsed, naming the file and the line.
 */
export function importViolations(files: readonly SourceFile[]): Violation[] {
  const manifests = new Map(
    files
      .filter(({ path }) => posix.basename(path) === "package.json")
      .map((file) => [posix.dirname(file.path), readManifest(file)]),
  );
  return files.flatMap((file) => {
    const here = placeOf(file.path);
    if (posix.basename(file.path) === "package.json")
      return manifestViolations(file, here, readManifest(file));
    if (!/\.(tsx?|mdx|astro)$/.test(file.path)) return [];
    const isForTests = /\.test\.|\/test-support\//.test(file.path);
    const forTests = isForTests ? manifests.get(`${here.area}/${here.name}`) : undefined;
    const granted = oursIn(forTests?.devDependencies);
    return namedModules(file.path, file.text).flatMap((named) => {
      const verdict = judge(file.path, here, named, granted);
      return verdict ? [{ path: file.path, line: named.line, imported: named.specifier, ...verdict }] : [];
    });
  });
}

function judge(path: string, here: Place, named: NamedModule, granted: readonly string[]): Verdict {
  if (named.specifier.startsWith("#exercise/")) return judgeExercise(path, named.specifier);
  const isSuite = here.area === "lessons" && posix.basename(path) === "lesson.test.ts";
  const isPrediction = here.area === "lessons" && posix.basename(path) === "predictions.ts";
  const target = targetOf(path, named.specifier);
  if (isSuite) return judgeSuite(here, target, named);
  if (isPrediction) return judgePrediction(target, named);
  if (!target) return judgeForeign(path, here, named.specifier);
  const isHere = target.area === here.area && target.name === here.name;
  // A tool's configuration may extend the root's, and a file of the root may be read as text.
  const mayReachRoot = named.how === "path" || path.endsWith(".config.ts");
  if (isHere || (target.area === "root" && mayReachRoot)) return undefined;
  switch (here.area) {
    case "packages":
      return judgePackage(here, target, named, granted);
    case "lessons":
      return judgeLesson(here, target, named);
    case "apps":
      return judgeApp(here, target, named);
    case "root":
      return undefined;
  }
}

function judgePackage(here: Place, target: Place, named: NamedModule, granted: readonly string[]): Verdict {
  const own = mayImport[here.name];
  // Its package.json is reported once; a line for each of its files would bury that.
  if (!own) return undefined;
  const allowed = inWords([...own, ...granted]);
  if (target.area !== "packages") {
    return {
      allowed,
      fix: `pass what ${here.name} needs from there as an argument: the caller may import both`,
    };
  }
  if (own.includes(target.name) || granted.includes(target.name)) return byName(target, named, allowed);
  return { allowed, fix: moveTo(target) };
}

function judgeLesson(here: Place, target: Place, named: NamedModule): Verdict {
  const allowed = "packages (@vanishing/*) and files of its own folder";
  if (target.area === "packages") return byName(target, named, allowed);
  // A file beside the lesson folders stands for all of them.
  if (target.area === "lessons" && here.name === "") return undefined;
  return { allowed, fix: "move what both need to a package, and import that" };
}

function judgeApp(here: Place, target: Place, named: NamedModule): Verdict {
  const allowed = "packages (@vanishing/*), lessons and files of its own app";
  if (target.area === "packages") return byName(target, named, allowed);
  if (target.area === "lessons" || named.how === "path") return undefined;
  return { allowed, fix: `move what ${here.name} needs to a package, or run the other app as a command` };
}

/** The suite runs in the terminal, in the page and in the grader; the page's module table holds these and no more. */
function judgeSuite(here: Place, target: Place | undefined, named: NamedModule): Verdict {
  const allowed = `describe, test and expect from vitest, packages (@vanishing/*) and #exercise/${here.name}`;
  if (named.specifier === "vitest") {
    const known = ["describe", "test", "expect"];
    const other = named.names.find((name) => !known.includes(name));
    return other === undefined
      ? undefined
      : { allowed, fix: `the page has no ${other}: write the test without it` };
  }
  if (target?.area === "packages") return byName(target, named, allowed);
  return {
    allowed,
    fix: "the page runs this very file: move what it needs to packages/checks, and import that",
  };
}

/** The page runs predictions after the solution, and has no other file of the lesson's folder. */
function judgePrediction(target: Place | undefined, named: NamedModule): Verdict {
  const allowed = "packages (@vanishing/*) and ./solution.ts";
  if (named.specifier === "./solution.ts") return undefined;
  if (target?.area === "packages") return byName(target, named, allowed);
  return {
    allowed,
    fix: `the page runs this file and has no ${named.specifier}: write out what it needs, or offer it from a package`,
  };
}

function judgeExercise(path: string, specifier: string): Verdict {
  if (posix.basename(path) !== "lesson.test.ts") {
    return {
      allowed: "#exercise/* only in lesson.test.ts",
      fix: "take the functions as an argument instead",
    };
  }
  const own = `#exercise/${posix.basename(posix.dirname(path))}`;
  return specifier === own ? undefined : { allowed: own, fix: "a suite checks its own lesson's exercise" };
}

/** Modules that are not ours are pnpm's and knip's business, but for what a page must be able to load. */
function judgeForeign(path: string, here: Place, specifier: string): Verdict {
  const loaded = ["starter.ts", "solution.ts", "variants.ts", "mistakes.ts", "hints.ts"];
  if (here.area !== "lessons" || !loaded.includes(posix.basename(path))) return undefined;
  return {
    allowed: "packages (@vanishing/*) and files of its own folder",
    fix: `the page loads this file and has no ${specifier}: do without it, or offer it from a package`,
  };
}

function manifestViolations(file: SourceFile, here: Place, manifest: Manifest): Violation[] {
  if (here.area === "root" || here.area === "apps") return [];
  const own = here.area === "packages" ? mayImport[here.name] : Object.keys(mayImport);
  const report = (dependency: string, allowed: string[], fix: string): Violation => ({
    path: file.path,
    line: lineOf(file.text, dependency),
    imported: dependency,
    allowed: inWords(allowed),
    fix,
  });
  if (!own) {
    const fix = `give ${here.name} its place: add a row to mayImport in apps/course/src/authoring/import-direction.ts`;
    return [report(`@vanishing/${here.name}`, [], fix)];
  }
  const needed = { ...manifest.dependencies, ...manifest.peerDependencies, ...manifest.optionalDependencies };
  const against = oursIn(needed).filter((name) => !own.includes(name));
  // A test may lean on any package that does not itself lean on this one.
  const forTests = Object.keys(mayImport).filter((name) => name !== here.name && !leansOn(name, here.name));
  const testsAgainst = oursIn(manifest.devDependencies).filter((name) => !forTests.includes(name));
  return [
    ...against.map((name) =>
      report(`@vanishing/${name}`, [...own], "remove it, and the imports that need it"),
    ),
    ...testsAgainst.map((name) =>
      report(`@vanishing/${name}`, forTests, `remove it, and move the test that needs it to ${name}`),
    ),
  ];
}

interface Manifest {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

function readManifest({ path, text }: SourceFile): Manifest {
  try {
    return JSON.parse(text) as Manifest;
  } catch (error) {
    throw new Error(`${path} is not JSON: ${(error as Error).message}`);
  }
}

function lineOf(text: string, dependency: string): number {
  const index = text.split("\n").findIndex((line) => line.includes(`"${dependency}"`));
  return index + 1;
}

/** The names, without the scope, of those dependencies that are ours. */
function oursIn(dependencies: Record<string, string> = {}): string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith("@vanishing/"))
    .map((name) => name.slice("@vanishing/".length));
}

function leansOn(name: string, target: string): boolean {
  return (mayImport[name] ?? []).some((above) => above === target || leansOn(above, target));
}

function placeOf(path: string): Place {
  const [area, name = "", ...rest] = path.split("/");
  if (area === "packages" || area === "apps") return { area, name };
  if (area === "lessons") return { area, name: rest.length > 0 ? name : "" };
  return { area: "root", name: "" };
}

/** The place of an imported module, or undefined where it is not ours (`vitest`, `node:fs`). */
function targetOf(path: string, specifier: string): Place | undefined {
  const [bare = ""] = specifier.split("?");
  if (bare.startsWith("@vanishing/")) {
    const [, name = "", folder = ""] = bare.split("/");
    if (name === "lessons") return { area: "lessons", name: folder };
    return { area: name in mayImport ? "packages" : "apps", name };
  }
  if (!bare.startsWith(".")) return undefined;
  return placeOf(posix.join(posix.dirname(path), bare));
}

/** Another package's inner files are its own affair: what it offers is in its index. */
function byName(target: Place, named: NamedModule, allowed: string): Verdict {
  if (named.specifier.startsWith("@")) return undefined;
  return { allowed, fix: `import it by name, from "@vanishing/${target.name}"` };
}

function moveTo(target: Place): string {
  const open = Object.keys(mayImport).filter((name) => mayImport[name]?.includes(target.name));
  return `move the code that needs ${target.name} to ${open.length > 0 ? open.join(" or ") : "a lesson or an app"}`;
}

function inWords(names: readonly string[]): string {
  return names.length === 0 ? "nothing of ours" : names.map((name) => `@vanishing/${name}`).join(", ");
}
