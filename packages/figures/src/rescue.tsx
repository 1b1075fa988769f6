import { createEffect, type JSX, on } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { RescuePicture } from "./rescue-model.ts";
import {
  activationOptions,
  branchOptions,
  clipOptions,
  gainOptions,
  goals,
  normalizationOptions,
  rateOptions,
} from "./rescue-settings.ts";
import { describeRescue } from "./rescue-summary.ts";
import { rescueLayersTable, rescueLossesTable } from "./rescue-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./rescue-model.ts")).rescuePicture : undefined;
const load = async () => (await import("./rescue-plot.ts")).rescuePlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  activation: choice({ label: "Activation", options: activationOptions, initial: "keep" }),
  gain: choice({ label: "Weights", options: gainOptions, initial: "keep" }),
  normalization: choice({ label: "Normalisation", options: normalizationOptions, initial: "keep" }),
  branches: choice({ label: "Skips", options: branchOptions, initial: "keep" }),
  rate: choice({ label: "Learning rate", options: rateOptions, initial: "keep" }),
  clip: choice({ label: "Clipping", options: clipOptions, initial: "keep" }),
  seed: { ...seed(), initial: 11 },
};

const caption =
  "The seed draws a network of 30 to 100 layers of 16 units, with up to two faults. The dashed line is the gradient as it came, the whole line " +
  "that of a network with your treatment and new weights, both before the first step. The band is the goal. Below are the losses, " +
  `${goals.stepsOfReport} steps as it came and at most ${goals.steps} after the treatment. What was wrong is told once the network is rescued.`;

/** A network with planted faults before and after a treatment: one that the controls hold, or the learner's. */
export function RescueFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("rescue", controls, props.start);
  const own = createOwnCode(figure, "rescue", "rescue");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<RescuePicture>(values) : figurePool.run(figure, "rescue-end", values);
  });
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "rescue-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on([figure.values, own.isOn], () => training.clear(), { defer: true }));
  return (
    <FigureFrame
      figure={figure}
      title="A network, before and after"
      plotLabel="Two charts: the gradient in each layer as the network came and after the treatment, and the losses"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeRescue}
      animation={training}
      ownCode={own}
      fileParts={fileParts(training.frame())}
      uses={(control) => !own.isOn() || control === "seed"}
      tables={[
        { name: "layers", table: rescueLayersTable },
        { name: "losses", table: rescueLossesTable },
      ]}
      caption={caption}
    />
  );
}

function fileParts(frame: RescuePicture | undefined): string[] {
  return frame === undefined ? [] : ["training", `step-${frame.after.losses.length - 1}`];
}
