import { evaluateModule, type ModuleTable } from "./text-module.ts";

/** A module as a text, and the name that later ones import it by. */
export interface TextModule {
  readonly name: string;
  readonly text: string;
}

/** A call of what texts define: the modules in order, each of which may import the ones before it, and an export of the last. */
export interface TextCall {
  readonly modules: readonly TextModule[];
  readonly name: string;
  readonly inputs: readonly unknown[];
}

/**
 * A table with more modules, each of which may import what was there before it.
 *
 * @throws what a module throws when it is loaded
 */
export function withModules(table: ModuleTable, modules: readonly TextModule[]): ModuleTable {
  let whole = table;
  for (const { name, text } of modules) whole = { ...whole, [name]: evaluateModule(text, name, whole) };
  return whole;
}

/**
 * Evaluates the modules and calls the export of the last one.
 *
 * @param packages the packages that the texts may import, such as `@vanishing/core`
 * @throws what the texts throw, and where the last module has no such function
 */
export async function callTexts(call: TextCall, packages: ModuleTable): Promise<unknown> {
  const table = withModules(packages, call.modules);
  const last = call.modules.at(-1)?.name ?? "";
  const called = table[last]?.[call.name];
  if (typeof called !== "function") throw new TypeError(`${last} exports no function ${call.name}.`);
  return called(...call.inputs);
}
