import { createEffect, type JSX, on } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { createAnimation } from "./frame/animation.ts";
import { choice, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { MoonsRun } from "./moons-model.ts";
import { describeMoons } from "./moons-summary.ts";
import { changesTable, epochsTable, firstWeightTable } from "./moons-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./moons-model.ts")).moonsRun : undefined;
const load = async () => (await import("./moons-plot.ts")).moonsPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  activation: choice({
    label: "Activation",
    options: { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU" },
    initial: "sigmoid",
  }),
  optimizer: choice({
    label: "Optimiser",
    options: { adam: "Adam", sgd: "plain descent" },
    initial: "adam",
  }),
  gradientOf: choice({
    label: "Gradient of",
    options: { weights: "weights W", preActivations: "pre-activations z" },
    initial: "weights",
  }),
  seed: seed(42),
};

/** The classic experiment: nine layers on two moons, with what one looks at to see whether a gradient has vanished. */
export function MoonsFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("moons", controls, props.start);
  const own = createOwnCode(figure, "diagnosis", "moons");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<MoonsRun>(values) : figurePool.run(figure, "moons-run", values);
  });
  const training = {
    verb: "Train",
    ...createAnimation(
      () => figurePool.open(figure, "moons-training", figure.values()),
      (problem) => figure.say(problem),
    ),
  };
  createEffect(on([figure.values, own.isOn], () => training.clear(), { defer: true }));
  return (
    <FigureFrame
      figure={figure}
      title="Nine layers on two moons"
      plotLabel="Charts: loss and accuracy by epoch, the gradient of each layer by epoch, how far each layer's weights have moved, and the first layer's weights before and after"
      drawing={drawing}
      data={training.frame() ?? data()}
      describe={describeMoons}
      ownCode={own}
      animation={training}
      fileParts={fileParts(training.frame())}
      tables={[
        { name: "epochs", table: epochsTable },
        { name: "changes", table: changesTable },
        { name: "first-weights", table: firstWeightTable },
      ]}
      caption="A network of 2 inputs, 8 hidden layers of 10 units and 1 logit learns to tell 200 points of two moons apart, in float32: Glorot-uniform weights, binary cross-entropy, batches of 32, 100 epochs. The learning rate is 0.001 with Adam and 0.01 with plain gradient descent. Gradients are of the mean loss over all training points. Train shows it epoch by epoch."
    />
  );
}

function fileParts(frame: MoonsRun | undefined): string[] {
  return frame === undefined ? [] : [`epoch-${frame.points.length - 1}`];
}
