import { init, parse } from "es-module-lexer";

/** What an exercise may import and must export: what its starter does. */
export interface Contract {
  readonly imports: readonly string[];
  readonly exports: readonly string[];
}

interface Surface extends Contract {
  readonly dynamicImports: readonly (string | undefined)[];
}

async function surfaceOf(text: string): Promise<Surface> {
  await init;
  const [imports, exports] = parse(text);
  return {
    imports: imports.flatMap((entry) =>
      (entry.type === "static" || entry.type === "reexport-star") && !entry.typeOnly ? [entry.specifier] : [],
    ),
    exports: exports.flatMap((entry) =>
      entry.type === "reexport-all" || entry.typeOnly ? [] : [entry.name],
    ),
    dynamicImports: imports.flatMap((entry) => (entry.type === "dynamic" ? [entry.specifier] : [])),
  };
}

/** The contract that a starter's text sets. */
export async function contractOf(starter: string): Promise<Contract> {
  const { imports, exports } = await surfaceOf(starter);
  return { imports, exports };
}

/**
 * Reads an exercise's text (TypeScript, free of syntax errors) without running it, and says in one sentence what keeps it from being
 * checked: an import that the starter does not have, so that re-exporting a package does not count as an answer, or a missing export.
 */
export async function examine(exercise: string, contract: Contract): Promise<string | undefined> {
  const { imports, exports, dynamicImports } = await surfaceOf(exercise);
  const foreign = imports.find((name) => !contract.imports.includes(name)) ?? dynamicImports[0];
  if (foreign !== undefined || dynamicImports.length > 0) return foreignImport(foreign, contract);
  const missing = contract.exports.filter((name) => !exports.includes(name));
  if (missing.length === 0) return undefined;
  return (
    `The exercise does not export ${missing.join(", ")}. ` +
    `The suite needs ${contract.exports.join(", ")}, each as "export function ${missing[0]}(…)".`
  );
}

function foreignImport(name: string | undefined, { imports }: Contract): string {
  const allowed = imports.length === 0 ? "nothing" : `only ${imports.join(", ")}`;
  const what = name === undefined ? "imports a module by import()" : `imports "${name.slice(0, 80)}"`;
  return (
    `The exercise ${what}, and this exercise may import ${allowed}, as its starter does. ` +
    "The point is to write the function yourself: take the import out."
  );
}
