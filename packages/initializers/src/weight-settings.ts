import { checkCount, checkSettings, describeValue, failure, type Precision } from "@vanishing/core";
import type { InitializerSettings, OwnSetting, WeightSettings } from "./initializer.ts";

/**
 * Refuses settings that are no record, whose fans are no whole numbers from 1 on, whose precision is unknown, or that hold something
 * besides the shape and the initialiser's own settings: a misspelt `gain` would else be ignored without a word.
 *
 * @returns the precision, with its default
 */
export function checkWeightSettings(
  operation: string,
  settings: WeightSettings,
  own: readonly OwnSetting[],
): Precision {
  checkSettings(operation, settings, `${operation}(random(1), { fanIn: 256, fanOut: 128 })`);
  const known = ["fanIn", "fanOut", "precision", ...own];
  for (const name of Object.keys(settings)) {
    if (known.includes(name)) continue;
    throw failure(
      operation,
      `no settings but ${known.join(", ")}`,
      describeValue(name),
      "correct the name or leave it out",
    );
  }
  const { fanIn, fanOut, precision = "f32" } = settings;
  checkCount(operation, "fanIn", fanIn, 1);
  checkCount(operation, "fanOut", fanOut, 1);
  if (precision !== "f32" && precision !== "f64") {
    throw failure(operation, 'the precision "f32" or "f64"', describeValue(precision), "name one of the two");
  }
  return precision;
}

/** Refuses a setting that is not a finite number of either sign. */
export function checkFinite(operation: string, name: keyof InitializerSettings, value: unknown): void {
  if (Number.isFinite(value)) return;
  throw failure(operation, `${name} to be a finite number`, describeValue(value), `correct ${name}`);
}
