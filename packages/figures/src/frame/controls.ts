import { formatNumber } from "./format.ts";

/** A number on the grid `min`, `min + step`, …, `max`, set with a slider. */
export interface NumberControl {
  readonly kind: "number";
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly initial: number;
  /** How the value reads beside the slider, for instance `10⁻⁵` for −5. Default: the number. */
  readonly format?: (value: number) => string;
}

/** One of a few named options, set with a select. `options` maps each value to its label. */
export interface ChoiceControl<Value extends string = string> {
  readonly kind: "choice";
  readonly label: string;
  readonly options: Readonly<Record<Value, string>>;
  readonly initial: NoInfer<Value>;
}

/** On or off, set with a checkbox. */
export interface ToggleControl {
  readonly kind: "toggle";
  readonly label: string;
  readonly initial: boolean;
}

/** The seed of every random draw in the figure: a whole number that a 32-bit generator takes. */
export interface SeedControl {
  readonly kind: "seed";
  readonly label: string;
  readonly initial: number;
}

export type Control = NumberControl | ChoiceControl | ToggleControl | SeedControl;

/** A figure's controls by name; the name is also the key in the URL, after `<figure>.`. */
export type Controls = Readonly<Record<string, Control>>;

export type ValueOf<C extends Control> =
  C extends ChoiceControl<infer Value> ? Value : C extends ToggleControl ? boolean : number;

/** One value for every control. */
export type StateOf<C extends Controls> = { readonly [Name in keyof C]: ValueOf<C[Name]> };

export const largestSeed = 2 ** 32 - 1;

export function number(options: Omit<NumberControl, "kind">): NumberControl {
  return { kind: "number", ...options };
}

export function choice<Value extends string>(
  options: Omit<ChoiceControl<Value>, "kind">,
): ChoiceControl<Value> {
  return { kind: "choice", ...options };
}

export function toggle(options: Omit<ToggleControl, "kind">): ToggleControl {
  return { kind: "toggle", ...options };
}

export function seed(initial = 1): SeedControl {
  return { kind: "seed", label: "Seed", initial };
}

/** The state in which a figure starts. */
export function initialState<C extends Controls>(controls: C): StateOf<C> {
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, control.initial]),
  ) as StateOf<C>;
}

/** What a control accepts, in words that follow "expected". */
export function expectation(control: Control): string {
  switch (control.kind) {
    case "number":
      return `a number from ${formatNumber(control.min)} to ${formatNumber(control.max)} in steps of ${formatNumber(control.step)}`;
    case "seed":
      return `a whole number from 0 to ${largestSeed}`;
    case "toggle":
      return "on or off";
    case "choice":
      return `one of ${Object.keys(control.options).join(", ")}`;
  }
}

/** The text that stands for a value in the URL and in a form field; `valueFromText` reads it back. */
export function textFromValue(control: Control, value: number | string | boolean): string {
  return control.kind === "toggle" ? (value ? "on" : "off") : String(value);
}

/**
 * Reads a value that came from outside (a URL, a form field, an author's page).
 * Returns undefined when the control does not accept it, also when a number lies between two steps.
 */
export function valueFromText(control: Control, text: string): number | string | boolean | undefined {
  switch (control.kind) {
    case "number":
      return onGrid(decimal(text), control);
    case "seed":
      return onGrid(decimal(text), { min: 0, max: largestSeed, step: 1 });
    case "toggle":
      return text === "on" ? true : text === "off" ? false : undefined;
    case "choice":
      return Object.hasOwn(control.options, text) ? text : undefined;
  }
}

// Number() alone would also take "", " 1 ", "0x10" and "Infinity".
function decimal(text: string): number | undefined {
  return /^-?\d{1,20}(\.\d{1,20})?(e-?\d{1,3})?$/i.test(text) ? Number(text) : undefined;
}

function onGrid(
  value: number | undefined,
  { min, max, step }: Pick<NumberControl, "min" | "max" | "step">,
): number | undefined {
  if (value === undefined || value < min || value > max) return undefined;
  const steps = (value - min) / step;
  // The division is inexact (0.3 / 0.1), so "on the grid" means: to a millionth of a step.
  return Math.abs(steps - Math.round(steps)) < 1e-6 ? value : undefined;
}
