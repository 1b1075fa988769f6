import { transform } from "sucrase";

/** What a module exports, by name. */
export type ModuleExports = Record<string, unknown>;

/** The modules that texts may import, by the name that they import them by. A getter may make a module when it is first asked for. */
export type ModuleTable = Readonly<Record<string, ModuleExports>>;

/** Node erases types and nothing else: an import that is not used stays, so that it is judged alike in both places. */
const asNodeReadsIt = { disableESTransforms: true, keepUnusedImports: true } as const;

/**
 * A TypeScript module without its types, line by line where it was, for those who read its imports and exports.
 *
 * @throws where it is no TypeScript, with line and column at the end of the message
 */
export function withoutTypes(text: string): string {
  return transform(text, { ...asNodeReadsIt, transforms: ["typescript"] }).code;
}

/**
 * Runs the text of a TypeScript module, with a table in place of files: a page has no import maps inside of workers.
 *
 * @param name what the module is called in errors, such as `exercise.ts`
 * @throws what the module throws when it is loaded; for an import that the table does not have, with its name
 */
export function evaluateModule(text: string, name: string, table: ModuleTable): ModuleExports {
  const { code } = transform(text, {
    ...asNodeReadsIt,
    transforms: ["typescript", "imports"],
    preserveDynamicImport: true,
    filePath: name,
  });
  const exports: ModuleExports = Object.create(null);
  const require = (specifier: string): ModuleExports => {
    const module = Object.hasOwn(table, specifier) ? table[specifier] : undefined;
    if (module === undefined) throw new Error(`${name} imports "${specifier}", which is not there.`);
    return module;
  };
  const run = new Function("require", "exports", `"use strict"; ${code}\n//# sourceURL=${name}`);
  run(require, exports);
  return exports;
}
