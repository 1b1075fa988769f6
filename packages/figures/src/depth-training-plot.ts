import { dot, line, ruleX, ruleY, text } from "@observablehq/plot";
import { decadeSteps, layerTicks } from "./depth-axes.ts";
import type { TrainingStep } from "./depth-training.ts";
import { training } from "./depth-training-settings.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";

/** Above, what each layer now receives; below, the loss so far. Both together are as high as the picture of one batch. */
export function trainingPlot(step: TrainingStep, layout: Layout): Element[] {
  return [gradients(step, layout), losses(step, layout)];
}

const margins = { marginLeft: 52, marginRight: 16 };

function gradients(
  { layers, gradientsAtStart, network: { depth } }: TrainingStep,
  { name, width }: Layout,
): Element {
  const now = layers.map(({ layer, gradientRms }) => ({ layer, exponent: Math.log10(gradientRms) }));
  const atStart = gradientsAtStart.map((rms, place) => ({ layer: place + 1, exponent: Math.log10(rms) }));
  const isShown = ({ exponent }: { readonly exponent: number }) => Number.isFinite(exponent);
  const points = now.filter(isShown);
  const exponents = [...points, ...atStart.filter(isShown)].map(({ exponent }) => exponent);
  const domain = [-reach(-Math.min(0, ...exponents)), reach(Math.max(0, ...exponents))] as const;
  const margin = 0.08 * (domain[1] - domain[0]);
  const first = points.find(({ layer }) => layer === 1);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 215 : 185,
    marginTop: 28,
    marginBottom: 40,
    x: { domain: [0.5, depth + 0.5], label: "Layer, counted from the input", ticks: layerTicks(depth, name) },
    y: {
      ...decades([domain[0] - margin, domain[1] + margin], 5),
      label: "Gradient (log scale)",
      grid: true,
    },
    marks: [
      line(atStart.filter(isShown), { ...place, stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
      text(["··· before the first step"], { ...key, fill: "var(--vp-muted)" }),
      line(points, { ...place, stroke: "var(--vp-blue)", strokeWidth: 1.5 }),
      dot(
        points.filter((point) => point !== first),
        { ...place, fill: "var(--vp-blue)", r: 3 },
      ),
      dot(first ? [first] : [], { ...place, fill: "var(--vp-orange)", symbol: "diamond", r: 6 }),
      text(first ? [first] : [], {
        ...place,
        ...halo,
        text: ({ exponent }) => `first layer: ${formatNumber(10 ** exponent)}`,
        textAnchor: "start",
        dx: 10,
        dy: first && first.exponent < (domain[0] + domain[1]) / 2 ? -12 : 12,
        fill: "var(--vp-orange)",
        fontWeight: "bold",
      }),
    ],
  });
}

function losses({ losses, moved, step }: TrainingStep, { name, width }: Layout): Element {
  const points = losses.map((loss, step) => ({ step, loss })).filter(({ loss }) => Number.isFinite(loss));
  const most = Math.max(0.8, ...points.map(({ loss }) => loss));
  const last = points.at(-1);
  const [first, others] = [moved.first, moved.last].map((distance) => formatPercent(distance, 2));
  const early = step < training.steps / 2;
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 125 : 115,
    marginTop: 24,
    marginBottom: 36,
    x: { domain: [0, training.steps], label: "Step", ticks: 4 },
    y: { domain: [0, 1.15 * most], label: "Loss", ticks: 2, grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      ruleX([step], { stroke: "var(--vp-grid)" }),
      line(points, { x: "step", y: "loss", stroke: "var(--vp-green)", strokeWidth: 2 }),
      dot(last ? [last] : [], { x: "step", y: "loss", fill: "var(--vp-green)", r: 4 }),
      text(last ? [last] : [], {
        x: "step",
        y: "loss",
        ...halo,
        text: ({ loss }) => formatNumber(loss),
        textAnchor: early ? "start" : "end",
        dx: early ? 8 : -8,
        dy: last && last.loss > most / 2 ? 12 : -10,
        fill: "var(--vp-green)",
        fontWeight: "bold",
      }),
      text([`${name === "wide" ? "weights moved" : "moved"}: first layer ${first}, last ${others}`], {
        ...key,
        fill: "var(--vp-ink)",
      }),
    ],
  });
}

const place = { x: "layer", y: "exponent" } as const;
const key = { frameAnchor: "top-right", dy: -16, textAnchor: "end" } as const;

// Within a large step of the axis the picture moves and the axis does not.
function reach(decades: number): number {
  return decadeSteps.find((step) => decades <= step) ?? decades;
}
