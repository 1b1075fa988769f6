import type { JSX } from "solid-js";
import type { EdgeProfile, WeightKind } from "./edge-of-chaos-model.ts";
import type { Phases } from "./edge-of-chaos-phases.ts";
import {
  describeEdge,
  type EdgePicture,
  formatSigmaW,
  largestSigmaB,
  stepOfSigmaB,
  widestFor,
} from "./edge-of-chaos-summary.ts";
import { phasesTable, profileTable } from "./edge-of-chaos-table.ts";
import { activationNames, type FigureActivationId } from "./figure-activations.ts";
import { figurePool } from "./figure-pool.ts";
import { choice, type NumberControl, number, type StateOf, seed } from "./frame/controls.ts";
import { createFigureData } from "./frame/figure-data.ts";
import { FigureFrame } from "./frame/figure-frame.tsx";
import { createFigureState } from "./frame/figure-state.ts";
import { createOwnCode } from "./frame/own-code.ts";
import type { Place } from "./frame/picking.ts";

// In the browser workers have the models, and with them the engine.
const atBuild = import.meta.env.SSR
  ? {
      phases: (await import("./edge-of-chaos-phases.ts")).phases,
      profile: (await import("./edge-of-chaos-model.ts")).edgeOfChaos,
    }
  : undefined;
const load = async () => (await import("./edge-of-chaos-plot.ts")).edgePlot;
const drawing = { load, atBuild: import.meta.env.SSR ? await load() : undefined };

const controls = {
  sigmaW: number({
    label: "Spread of the weights, σ_w",
    min: 0.05,
    max: 16,
    step: 0.05,
    initial: 1,
    format: formatSigmaW,
  }),
  sigmaB: number({
    label: "Spread of the biases, σ_b",
    min: 0,
    max: largestSigmaB,
    step: stepOfSigmaB,
    initial: 0,
  }),
  activation: choice({ label: "Activation", options: activationNames, initial: "tanh" }),
  weights: choice<WeightKind>({
    label: "Weights",
    options: { gaussian: "Gaussian", orthogonal: "orthogonal" },
    initial: "gaussian",
  }),
  width: choice({ label: "Units in each layer", options: { 8: "8", 16: "16", 48: "48" }, initial: "48" }),
  seed: seed(),
};

/** The phases of wide random networks, and what reaches each layer of one of them. */
export function EdgeOfChaosFigure(props: {
  readonly start?: Partial<StateOf<typeof controls>>;
}): JSX.Element {
  const figure = createFigureState("edge-of-chaos", controls, props.start);
  const own = createOwnCode(figure, "edge-of-chaos", "edge-of-chaos");
  const phasesOf = createPhases(figure);
  const data = createFigureData<typeof controls, EdgePicture>(figure, (values) => {
    if (atBuild) {
      const { activation } = values;
      const phases = atBuild.phases({ activation, widest: widestFor(values) });
      return { ...atBuild.profile(values), phases };
    }
    const profile = own.isOn()
      ? own.compute<EdgeProfile>(values)
      : figurePool.run(figure, "edge-of-chaos-network", values);
    return Promise.all([phasesOf(values), profile]).then(([phases, profile]) => ({ ...profile, phases }));
  });
  function pick({ across, up }: Place): void {
    const { sigmaW, sigmaB } = controls;
    figure.set("sigmaW", onGrid(across * widestFor(figure.values()), sigmaW));
    figure.set("sigmaB", onGrid(up * largestSigmaB, sigmaB));
  }
  return (
    <FigureFrame
      figure={figure}
      title="Two phases, and the edge between them"
      plotLabel="Two charts: the plane of σ_w and σ_b with its two phases, and the gradient in each layer of a network"
      drawing={drawing}
      data={data()}
      ownCode={own}
      onPick={pick}
      describe={describeEdge}
      tables={[
        { name: "layers", table: profileTable },
        { name: "phases", table: phasesTable },
      ]}
      caption="Above: χ₁ by mean-field theory, along lines where it is the same. Click a point, or move the first two sliders. Below: one input runs forward through 50 layers with random weights, and a random gradient runs back, in float64. Weights have the variance σ_w² / width; orthogonal ones are σ_w times an orthogonal matrix. Theory multiplies χ at the length of each layer; the dashed line takes χ₁ for every layer."
    />
  );
}

/** The nearest value that a slider has, without the digits that rounding adds. */
function onGrid(value: number, { min, step }: NumberControl): number {
  return Number(Math.max(min, Math.round(value / step) * step).toFixed(2));
}

/** The plane depends on the activation and on the part that is shown, and is computed anew for these alone. */
function createPhases(figure: { say(notice: string, stays: true): void }) {
  // An asker of its own: the plane and the network are asked for at the same time, and neither takes the other's place.
  const asker = { say: (notice: string, stays: true) => figure.say(notice, stays) };
  let newest: { readonly key: string; readonly phases: Promise<Phases> } | undefined;
  return (values: { readonly activation: FigureActivationId; readonly sigmaW: number }): Promise<Phases> => {
    const plane = { activation: values.activation, widest: widestFor(values) };
    const key = JSON.stringify(plane);
    if (newest?.key !== key) {
      newest = { key, phases: figurePool.run(asker, "edge-of-chaos-phases", plane) };
      newest.phases.catch(() => {
        newest = undefined;
      });
    }
    return newest.phases;
  };
}
