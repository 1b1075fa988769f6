import { init, parse } from "es-module-lexer/js";

/** What an exercise may import and must export: what its starter does. */
export interface Contract {
  /** Each import as `name from module`: `random from @vanishing/core`, `* from …`, `default from …`. */
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

interface Surface extends Contract {
  /** What reaches a module by another way than a plain import: re-exports, import(), import.meta. */
  readonly detours: readonly string[];
}

/** @param javascript a module's text without types */
async function surfaceOf(javascript: string): Promise<Surface> {
  await init;
  const [imports, exports] = parse(javascript);
  const importsOf = imports.flatMap((entry) =>
    entry.type === "static"
      ? namesIn(javascript.slice(entry.importStart, entry.start - 1)).map(
          (name) => `${name} from ${entry.specifier}`,
        )
      : [],
  );
  const reexports = exports.flatMap((entry) =>
    entry.type === "direct" ? [] : [`re-exports "${entry.from}"`],
  );
  const dynamic = imports.flatMap((entry) => {
    if (entry.type === "dynamic")
      return [`imports ${entry.specifier ? `"${entry.specifier}"` : "a module"} by import()`];
    return entry.type === "import-meta" ? ["uses import.meta"] : [];
  });
  return {
    imports: importsOf,
    exports: exports.flatMap((entry) => (entry.type === "reexport-all" ? [] : [entry.name])),
    detours: [...reexports, ...dynamic],
  };
}

/** The names in the front part of an import statement, `import a, { b as c } from `: those that the module gives, not the local ones. */
function namesIn(clause: string): string[] {
  if (/^export\b/.test(clause)) return [];
  const inner = clause.replace(/^import\b/, "").replace(/\bfrom\s*$/, "");
  const inBraces = /\{([^}]*)\}/.exec(inner)?.[1] ?? "";
  const named = inBraces.split(",").map((part) => part.trim().split(/\s+as\s+/)[0] as string);
  const outside = inner
    .replace(/\{[^}]*\}/, "")
    .split(",")
    .map((part) => part.trim());
  const whole = outside.filter((part) => part !== "").map((part) => (part.startsWith("*") ? "*" : "default"));
  const names = [...whole, ...named.filter((name) => name !== "")];
  return names.length === 0 ? ["nothing"] : names;
}

/** The contract that a starter's text (without types) sets. */
export async function contractOf(starter: string): Promise<Contract> {
  const { imports, exports } = await surfaceOf(starter);
  return { imports, exports };
}

/**
 * Reads an exercise's text (without types, free of syntax errors) without running it, and says in one sentence what keeps it from being
 * checked: an import that the starter does not have, so that re-exporting a package does not count as an answer, or a missing export.
 */
export async function examine(exercise: string, contract: Contract): Promise<string | undefined> {
  const { imports, exports, detours } = await surfaceOf(exercise);
  const foreign = imports.find((name) => !contract.imports.includes(name));
  if (foreign !== undefined) return notAllowed(`imports ${foreign}`, contract);
  if (detours[0] !== undefined) return notAllowed(detours[0], contract);
  const missing = contract.exports.filter((name) => !exports.includes(name));
  return missing.length === 0 ? undefined : missingExports(missing, exports);
}

function notAllowed(what: string, { imports }: Contract): string {
  const allowed = imports.length === 0 ? "nothing" : `only ${imports.join(", ")}`;
  return (
    `The exercise ${what.slice(0, 120)}, and it may import ${allowed}, as its starter does. ` +
    "The point is to write the function yourself: take that line out."
  );
}

function missingExports(missing: readonly string[], exports: readonly string[]): string {
  const found = exports.length === 0 ? "It exports nothing" : `It exports ${exports.join(", ")}`;
  return (
    `The exercise does not export ${missing.join(", ")}. ${found}. ` +
    `Write "export function ${missing[0]}(…)", with the name as the starter has it.`
  );
}
