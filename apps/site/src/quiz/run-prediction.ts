import { rememberedFetch } from "../remembered-fetch.ts";
import { sharedRunner } from "../runner/shared-runner.ts";
import type { PredictionTexts } from "./prediction-texts.ts";

/** Where a page finds what a prediction needs to be run. */
export interface PredictionAddresses {
  /** The lesson's texts. */
  readonly texts: string;
  /** The runner's frame. */
  readonly runner: string;
}

const textsAt = rememberedFetch((response) => response.json() as Promise<PredictionTexts>);

/**
 * Runs a function of a lesson's predictions.ts in the page's runner. All questions of a page share the texts and the runner.
 *
 * @throws with the reason in words, when there is no value; the next run tries everything once more
 */
export async function runPrediction(addresses: PredictionAddresses, name: string): Promise<unknown> {
  const { predictions, solution } = await textsAt(addresses.texts).catch(() => {
    throw new Error("The code of this question could not be loaded. Is the connection there? Try once more.");
  });
  return sharedRunner(addresses.runner).call({
    modules: [
      { name: "./solution.ts", text: solution },
      { name: "predictions.ts", text: predictions },
    ],
    name,
    inputs: [],
  });
}
