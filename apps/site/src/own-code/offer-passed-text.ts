import { offerOwnCode } from "@vanishing/figures/own-code";
import { rememberedFetch } from "../remembered-fetch.ts";
import { sharedRunner } from "../runner/shared-runner.ts";

/** An exercise whose text has passed, and where the page finds what running it takes. */
export interface PassedExercise {
  readonly slug: string;
  readonly text: string;
  /** The address of the runner's frame. */
  readonly runner: string;
  /** The address of the folder with the figures' models. */
  readonly models: string;
}

/** In a module of its own, so that the model may have any names, and the exercise as well. */
const call = `import * as own from "exercise.ts";
import { compute } from "model.js";
export const run = (values) => compute(own, values);`;

const modelTextAt = rememberedFetch((response) => response.text());

/** Lets the figures of the page run on a text that has passed. It is run in the runner's frame, never by the page. */
export function offerPassedText({ slug, text, runner, models }: PassedExercise): void {
  offerOwnCode({
    lesson: slug,
    async evaluate(model, values) {
      const modelText = await modelTextAt(`${models}${model}.js`).catch(() => {
        throw new Error("the figure's own code could not be loaded. Is the connection there?");
      });
      return sharedRunner(runner).call({
        modules: [
          { name: "exercise.ts", text },
          { name: "model.js", text: modelText },
          { name: "call.ts", text: call },
        ],
        name: "run",
        inputs: [values],
      });
    },
  });
}
