import type { JSX } from "solid-js";
import { type Cliff, type Clipping, chainLength, cliff, describeCliff, mapOf } from "./cliff-model.ts";
import { descentsTable } from "./cliff-table.ts";
import { choice, number, type StateOf } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";

const load = async () => (await import("./cliff-plot.ts")).cliffPlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  w: number({ label: "Weight at the start", min: mapOf.w[0], max: mapOf.w[1], step: 0.05, initial: 2 }),
  b: number({ label: "Bias at the start", min: mapOf.b[0], max: mapOf.b[1], step: 0.05, initial: 0 }),
  learningRate: number({ label: "Learning rate", min: 0.01, max: 0.5, step: 0.01, initial: 0.2 }),
  clipping: choice<Clipping>({
    label: "Clip",
    options: { norm: "by norm", value: "by value" },
    initial: "norm",
  }),
  limit: number({ label: "Limit", min: 0.05, max: 5, step: 0.05, initial: 0.5 }),
  steps: number({ label: "Steps", min: 1, max: 60, step: 1, initial: 30 }),
};

/** Gradient descent beside a cliff, with clipping and without. */
export function CliffFigure(props: { readonly start?: Partial<StateOf<typeof controls>> }): JSX.Element {
  const figure = createFigureState("cliff", controls, props.start);
  const own = createOwnCode(figure, "exploding", "cliff");
  const data = createFigureData(figure, (values) =>
    own.isOn() ? own.compute<Cliff>(values) : cliff(values),
  );
  return (
    <FigureFrame
      figure={figure}
      title="Two descents beside a cliff"
      plotLabel="Two charts: a map of the loss with two descents, and their losses step by step"
      drawing={drawing}
      data={data()}
      ownCode={own}
      describe={describeCliff}
      tables={[{ name: "descents", table: descentsTable }]}
      caption={`${chainLength} layers of one tanh unit each share a weight w and a bias b: h becomes tanh(w h + b), from h = 0.5 on, and the loss is the squared distance of the last h from 0.5. The stronger the grey, the higher the loss; bands end at 0.01, 0.05, 0.15, 0.5 and 1.5. Both descents begin at the diamond. A dot is a step, and an arrow leaves the map. In float64.`}
    />
  );
}
