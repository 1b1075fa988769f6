import type { JSX } from "solid-js";
import { figurePool } from "./figure-pool.ts";
import { choice, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import { smoothActivationNames } from "./smooth-activations.ts";
import type { Race } from "./smooth-model.ts";
import type { WeightScale } from "./smooth-settings.ts";
import { describeRace } from "./smooth-summary.ts";
import { layersTable, slopesTable } from "./smooth-table.ts";

// In the browser a worker has the model, and with it the engine.
const atBuild = import.meta.env.SSR ? (await import("./smooth-model.ts")).race : undefined;
const load = async () => (await import("./smooth-plot.ts")).smoothPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  first: choice({ label: "First activation", options: smoothActivationNames, initial: "gelu" }),
  second: choice({ label: "Second activation", options: smoothActivationNames, initial: "relu" }),
  scale: choice<WeightScale>({
    label: "Scale of the weights",
    options: { lecun: "LeCun", he: "He", gain: "your own gain" },
    initial: "he",
  }),
  gain: number({ label: "Gain: standard deviation × √fan-in", min: 0.5, max: 3, step: 0.01, initial: 1.5 }),
  depth: number({ label: "Depth in layers", min: 2, max: 50, step: 1, initial: 50 }),
  // A draw that comes close to what theory says of wide networks: 1 for ReLU, 2.7e-6 for GELU.
  seed: seed(4),
};

/** Two networks that differ in their activation alone: what reaches their first layers, and the slopes that make it so. */
export function SmoothFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("smooth", controls, props.start);
  const own = createOwnCode(figure, "smooth", "smooth");
  const data = createFigureData(figure, (values) => {
    if (own.isOn()) return own.compute<Race>(values);
    return atBuild ? atBuild(values) : figurePool.run(figure, "smooth-race", values);
  });
  return (
    <FigureFrame
      figure={figure}
      title="A race of slopes through depth"
      plotLabel="Two charts: the gradient in each layer of two networks, and the slopes of their activations"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeRace}
      tables={[
        { name: "layers", table: layersTable },
        { name: "slopes", table: slopesTable },
      ]}
      uses={(control) => control !== "gain" || figure.values().scale === "gain"}
      caption="Two new networks with 32 units in each layer have the same random weights and see the same batch of 16 random examples, forward and backward in float64. Above, the root mean square of ∂L/∂z in each layer, divided by that of the last. Below, the slopes of the two activations; the thick part of a curve is where the middle nine tenths of the last layer's pre-activations lie."
    />
  );
}
