import type { JSX } from "solid-js";
import { activationNames } from "./figure-activations.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import { describeSaturation, type Saturation, saturationOf } from "./saturation-model.ts";
import { curvesTable, inputsTable } from "./saturation-table.ts";

const sampleSizes = { 200: "200", 2000: "2,000", 20000: "20,000" };

const load = async () => (await import("./saturation-plot.ts")).saturationPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  activation: choice({ label: "Activation", options: activationNames, initial: "sigmoid" }),
  samples: choice({ label: "Number of inputs", options: sampleSizes, initial: "2000" }),
  mean: number({ label: "Mean of the inputs", min: -6, max: 6, step: 0.1, initial: 0 }),
  spread: number({ label: "Standard deviation of the inputs", min: 0.1, max: 6, step: 0.1, initial: 3 }),
  seed: seed(),
};

/** Where the inputs of a unit fall on its activation, and what of the gradient is left there. */
export function SaturationFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("saturation", controls, props.start);
  const own = createOwnCode(figure, "saturation", "saturation");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<Saturation>(values) : saturationOf(values),
  );
  return (
    <FigureFrame
      figure={figure}
      title="Where the inputs fall, and what that costs"
      plotLabel="Two charts: an activation with its derivative, and a histogram of a unit's inputs"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeSaturation}
      tables={[
        { name: "inputs", table: inputsTable },
        { name: "curves", table: curvesTable },
      ]}
      caption="The inputs are normal random numbers. A unit counts as saturated (shaded, orange bars) where its derivative is below 5 % of the largest that it can be. The gain is the root mean square of the derivative: what a layer does to a gradient when its weights have variance 1 / width and so add nothing of their own."
    />
  );
}
