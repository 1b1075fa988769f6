import { type Controls, type StateOf, textFromValue } from "./controls.ts";

/**
 * The name of a file with what a figure now shows: `products_gain-0.25_depth-100.csv`. It holds every value that matters, and only
 * characters that every file system takes.
 *
 * @param parts what else tells this file from others, as the name of a table
 */
export function fileName<C extends Controls>(
  figure: { readonly name: string; readonly controls: C; readonly values: StateOf<C> },
  matters: (control: string) => boolean,
  parts: readonly string[],
  ending: string,
): string {
  const state = Object.entries(figure.controls)
    .filter(([control]) => matters(control))
    .map(([name, control]) => `${name}-${textFromValue(control, figure.values[name] as never)}`);
  const name = [figure.name, ...parts, ...state].map((part) => part.replaceAll(/[^\w.-]+/g, "-")).join("_");
  return `${name}.${ending}`;
}
