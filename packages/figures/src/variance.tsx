import type { JSX } from "solid-js";
import { activationNames } from "./figure-activations.ts";
import { figurePool } from "./figure-pool.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { Variance, WeightRule } from "./variance-model.ts";
import { describeVariance } from "./variance-summary.ts";
import { activationsTable, gradientsTable, layersTable } from "./variance-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./variance-model.ts")).variance : undefined;
const load = async () => (await import("./variance-plot.ts")).variancePlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  activation: choice({ label: "Activation", options: activationNames, initial: "relu" }),
  rule: choice<WeightRule>({
    label: "Weights",
    options: {
      own: "your own scale",
      frameworkDefault: "framework default (1/√3)",
      glorot: "Glorot, LeCun (1)",
      he: "He (√2)",
    },
    initial: "own",
  }),
  sigmaW: number({ label: "Scale σ_w", min: 0.2, max: 3, step: 0.01, initial: 1 }),
  depth: number({ label: "Depth in layers", min: 2, max: 30, step: 1, initial: 20 }),
  // A network that strays little: the first picture is to show the law, and New seed what chance adds to it.
  seed: seed(4),
};

/** What the scale of the weights does to the activations and to the gradients of each layer of a real network. */
export function VarianceFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("variance", controls, props.start);
  const own = createOwnCode(figure, "variance", "variance");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<Variance>(values) : figurePool.run(figure, "variance", values);
  });
  return (
    <FigureFrame
      figure={figure}
      title="One number for every layer: the scale of the weights"
      plotLabel="Two charts: the activations of each layer by size, and the gradients of each layer by size"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeVariance}
      tables={[
        { name: "layers", table: layersTable },
        { name: "activations", table: activationsTable },
        { name: "gradients", table: gradientsTable },
      ]}
      uses={(control) => control !== "sigmaW" || figure.values().rule === "own"}
      caption="A new network of 100 units in each layer, without biases, runs 16 random examples forward and a random gradient backward, in float64. Each column is the histogram of one layer: the stronger the colour, the more of its numbers lie there; the top row of ReLU also holds what is larger. Units of ReLU that are off have the gradient 0 and are left out below. The dashed lines are the root mean squares that the law predicts for wide layers; one network strays from them, the more the deeper it is."
    />
  );
}
