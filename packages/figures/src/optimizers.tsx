import { createEffect, type JSX, on } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { powerOfTen } from "./frame/format.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { OptimizersRun } from "./optimizers-model.ts";
import { stepsOfAnEpoch, type Until } from "./optimizers-settings.ts";
import { describeOptimizers } from "./optimizers-summary.ts";
import { layerUpdatesTable, lossesTable } from "./optimizers-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./optimizers-model.ts")).optimizersRun : undefined;
const load = async () => (await import("./optimizers-plot.ts")).optimizersPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  exponent: number({
    label: "ε of RMSProp and Adam",
    min: -12,
    max: -1,
    step: 1,
    initial: -8,
    format: powerOfTen,
  }),
  until: choice<Until>({
    label: "Look at",
    options: { step: "the first step", epoch: "the first epoch", end: "epoch 100" },
    initial: "epoch",
  }),
  activation: choice({
    label: "Activation",
    options: { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU" },
    initial: "sigmoid",
  }),
  seed: seed(42),
};

/** How far four optimisers move each of nine layers, and what they make of a gradient of a size. */
export function OptimizersFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("optimizers", controls, props.start);
  const own = createOwnCode(figure, "optimizers", "optimizers");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<OptimizersRun>(values) : figurePool.run(figure, "optimizers-run", values);
  });
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "optimizers-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on([figure.values, own.isOn], () => training.clear(), { defer: true }));
  return (
    <FigureFrame
      figure={figure}
      title="Four optimisers, the same nine layers"
      plotLabel="Charts: how far a step moves each layer under four optimisers, and the update of a weight against its gradient"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeOptimizers}
      ownCode={own}
      animation={training}
      fileParts={fileParts(training.frame())}
      tables={[
        { name: "layer-updates", table: layerUpdatesTable },
        { name: "losses", table: lossesTable },
      ]}
      caption={`The network of lesson 5, trained by SGD, momentum (μ = 0.9), RMSProp (α = 0.99) and Adam (β₁ = 0.9, β₂ = 0.999), in float32, with the same batches; an epoch is ${stepsOfAnEpoch} steps. The learning rate is 0.01 for the first two and 0.001 for the others. Gradients and updates are root mean squares over the weights of a layer and the steps of an epoch. The blue curve is Adam's step under a constant gradient g, g / (g + ε). Train shows it from the first step to the hundredth epoch.`}
    />
  );
}

function fileParts(frame: OptimizersRun | undefined): string[] {
  return frame === undefined ? [] : ["training", `step-${frame.steps.at(-1)}`];
}
