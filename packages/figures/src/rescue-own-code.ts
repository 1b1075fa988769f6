import type { Treatment } from "@vanishing/experiments";
import type { OwnExports } from "./own-function.ts";
import { type RescuePicture, rescuePicture } from "./rescue-model.ts";
import type { RescueValues } from "./rescue-settings.ts";

/** The network of the seed, with the treatment that the learner's `prescribe` gives it. The controls of the treatment play no part. */
export function compute(own: OwnExports, values: RescueValues): RescuePicture {
  const { prescribe } = own;
  if (typeof prescribe !== "function") throw new TypeError("It exports no function prescribe.");
  // What is no treatment is refused by the rescue itself, with what was expected.
  return rescuePicture(values, (report) => prescribe(structuredClone(report)) as Treatment);
}
