import type { JSX } from "solid-js";
import type { BatchNormNetworks, BatchSize } from "./batch-norm-model.ts";
import { describeBatchNorm } from "./batch-norm-summary.ts";
import { batchNormTable } from "./batch-norm-table.ts";
import { activationNames } from "./figure-activations.ts";
import { figurePool } from "./figure-pool.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./batch-norm-model.ts")).batchNormNetworks : undefined;
const load = async () => (await import("./batch-norm-plot.ts")).batchNormPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  activation: choice({ label: "Activation", options: activationNames, initial: "relu" }),
  sigmaW: number({ label: "Scale σ_w of the weights", min: 0.1, max: 3, step: 0.05, initial: 0.8 }),
  batch: choice<BatchSize>({
    label: "Examples in the batch",
    options: { 4: "4", 8: "8", 16: "16", 64: "64" },
    initial: "64",
  }),
  seed: seed(),
};

/** What batch norm does to a deep network without skips: forward and backward, beside the same network without it. */
export function BatchNormFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("batch-norm", controls, props.start);
  const own = createOwnCode(figure, "batch-norm", "batch-norm");
  const data = createFigureData(figure, (values) => {
    if (atBuild) return atBuild(values);
    return own.isOn() ? own.compute<BatchNormNetworks>(values) : figurePool.run(figure, "batch-norm", values);
  });
  return (
    <FigureFrame
      figure={figure}
      title="One network, with batch norm and without"
      plotLabel="Two charts: the activations of both networks layer by layer, and their gradients"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeBatchNorm}
      tables={[{ name: "layers", table: batchNormTable }]}
      caption="Thirty layers of 48 units, without biases and without skips. Both networks have the same weights, inputs and upstream gradient, all drawn at random. Batch norm stands before each activation, with gamma 1, beta 0 and epsilon 10⁻⁵. In float64."
    />
  );
}
