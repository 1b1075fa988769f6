import { type ESTree, parseSync, Visitor } from "vite";
import { lineAt } from "./line-numbers.ts";

/** A module or a file that a source file names. */
export interface NamedModule {
  /** As written; of a template such as `../${slug}/starter.ts`, the part before the first `${`. */
  specifier: string;
  /** Counted from 1. */
  line: number;
  /** `import` for every form of import and re-export; `path` for `new URL(…, import.meta.url)`, which reads a file. */
  how: "import" | "path";
  /** The names that an import or a re-export takes; `*` for all of them, `default` for a default import. */
  names: string[];
}

/**
 * The modules that a TypeScript, MDX or Astro file names, in the order of the text: `import`, `import type`, `export … from`,
 * `import()` of values and of types, `import.meta.resolve` and `.glob`, and `new URL("…", import.meta.url)`.
 *
 * @throws when the text cannot be parsed, naming the file and the line.
 */
export function namedModules(path: string, text: string): NamedModule[] {
  const code = moduleCode(path, text);
  const { program, errors } = parseSync(path, code, {
    lang: path.endsWith(".ts") ? "ts" : "tsx",
    sourceType: "module",
  });
  const [error] = errors;
  if (error) {
    throw new Error(
      `${path}:${lineAt(code, error.labels[0]?.start ?? 0)} cannot be parsed: ${error.message}`,
    );
  }
  const found: (NamedModule & { start: number })[] = [];
  const add = (node: ESTree.Node | null | undefined, how: NamedModule["how"], names: string[] = []) => {
    const specifier = node ? specifierIn(node) : undefined;
    if (node && specifier !== undefined) {
      found.push({ specifier, line: lineAt(code, node.start), how, names, start: node.start });
    }
  };
  new Visitor({
    ImportDeclaration: (node) => add(node.source, "import", node.specifiers.map(importedName)),
    ExportAllDeclaration: (node) => add(node.source, "import", ["*"]),
    ExportNamedDeclaration: (node) => add(node.source, "import", node.specifiers.map(exportedName)),
    ImportExpression: (node) => add(node.source, "import"),
    TSImportType: (node) => add(node.source, "import"),
    CallExpression: ({ callee, arguments: given }) => {
      if (callee.type !== "MemberExpression" || callee.object.type !== "MetaProperty") return;
      // import.meta.resolve takes one specifier, import.meta.glob one or an array.
      const [first] = given;
      for (const node of first?.type === "ArrayExpression" ? first.elements : [first]) add(node, "import");
    },
    NewExpression: ({ callee, arguments: [first, base] }) => {
      const isUrl = callee.type === "Identifier" && callee.name === "URL";
      if (isUrl && base?.type === "MemberExpression" && base.object.type === "MetaProperty")
        add(first, "path");
    },
  }).visit(program);
  return found.sort((a, b) => a.start - b.start).map(({ start: _, ...named }) => named);
}

function specifierIn(node: ESTree.Node): string | undefined {
  if (node.type === "Literal" && typeof node.value === "string") return node.value;
  if (node.type === "TemplateLiteral") return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

function importedName(specifier: ESTree.ImportDeclarationSpecifier): string {
  if (specifier.type === "ImportNamespaceSpecifier") return "*";
  if (specifier.type === "ImportDefaultSpecifier") return "default";
  return nameOf(specifier.imported);
}

function exportedName({ local }: ESTree.ExportSpecifier): string {
  return nameOf(local);
}

function nameOf(name: ESTree.ModuleExportName): string {
  return name.type === "Literal" ? name.value : name.name;
}

/** The text with every line blanked that is no module code, so that the numbers of the lines stay. */
function moduleCode(path: string, text: string): string {
  if (path.endsWith(".mdx")) return keepLines(text, moduleBlocks());
  if (path.endsWith(".astro")) return keepLines(text, frontMatter());
  return text;
}

function keepLines(text: string, isCode: (line: string) => boolean): string {
  return text
    .split("\n")
    .map((line) => (isCode(line) ? line : ""))
    .join("\n");
}

/** Tells, line by line, what stands between the first two lines `---`. */
function frontMatter(): (line: string) => boolean {
  let fences = 0;
  return (line) => {
    const isFence = fences < 2 && line.trim() === "---";
    if (isFence) fences += 1;
    return fences === 1 && !isFence;
  };
}

/**
 * Tells, line by line, what MDX takes for module code: a block that begins with `import` or `export` at the start of a
 * line and ends with an empty line. Front matter and code samples are none.
 */
function moduleBlocks(): (line: string) => boolean {
  let fence: string | undefined;
  let inBlock = false;
  let mayBegin = true;
  return (line) => {
    const marker = /^\s*(```|~~~)/.exec(line)?.[1];
    if (marker && (fence === undefined || fence === marker)) fence = fence === undefined ? marker : undefined;
    const isEmpty = line.trim() === "";
    inBlock = !isEmpty && fence === undefined && (inBlock || (mayBegin && /^(import|export)\b/.test(line)));
    mayBegin = isEmpty || line.trim() === "---";
    return inBlock;
  };
}
