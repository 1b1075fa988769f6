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
 * Evaluates the modules and calls the export of the last one.
 *
 * @param packages the packages that the texts may import, such as `@vanishing/core`
 * @throws what the texts throw, and where the last module has no such function
 */
export async function callTexts(call: TextCall, packages: ModuleTable): Promise<unknown> {
  let table = packages;
  for (const { name, text } of call.modules) {
    table = { ...table, [name]: evaluateModule(text, name, table) };
  }
  const last = call.modules.at(-1)?.name ?? "";
  const called = table[last]?.[call.name];
  if (typeof called !== "function") throw new TypeError(`${last} exports no function ${call.name}.`);
  return called(...call.inputs);
}
