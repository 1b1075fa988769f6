import { line, rect, ruleY, text } from "@observablehq/plot";
import { layerTicks } from "./depth-axes.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { Cell, LayerNumbers, Variance } from "./variance-model.ts";

/** Above, the activations of each layer by size; below, on the same axis of layers, its gradients. */
export function variancePlot(data: Variance, layout: Layout): Element[] {
  return [activations(data, layout), gradients(data, layout)];
}

const margins = { marginLeft: 52, marginRight: 14 };

function activations(
  { layers, activationName, activationRange }: Variance,
  { name, width }: Layout,
): Element {
  const [low, high] = activationRange;
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 230 : 215,
    marginTop: 32,
    marginBottom: 8,
    x: { domain: domainOf(layers), axis: null },
    y: { domain: [low, high], label: `Activation h`, ticks: 4 },
    opacity: fullScale,
    marks: [
      frameOf(low, high, layers),
      cellsOf(layers, (layer) => layer.activations),
      line(
        steps(layers, (layer) => Math.min(layer.predictedActivationRms, high)),
        predicted,
      ),
      text([`${activationName}: - - RMS by the law`], { ...key, fill: "var(--vp-orange)" }),
    ],
  });
}

function gradients({ layers, values: { depth } }: Variance, { name, width }: Layout): Element {
  const domain = decadesOf(layers);
  const first = layers[0];
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 260 : 245,
    marginTop: 32,
    marginBottom: 40,
    x: { domain: domainOf(layers), label: "Layer, counted from the input", ticks: layerTicks(depth, name) },
    y: { ...decades(domain, 6), label: "|∂L/∂z| (last layer = 1, log scale)" },
    opacity: fullScale,
    marks: [
      frameOf(domain[0], domain[1], layers),
      cellsOf(layers, (layer) => layer.gradients),
      ruleY([0], { stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
      line(
        steps(layers, ({ predictedGradientShare }) => Math.log10(predictedGradientShare)),
        predicted,
      ),
      text(first && first.gradientShare > 0 ? [first] : [], {
        x: 1,
        y: ({ gradientShare }: LayerNumbers) => Math.log10(gradientShare),
        ...halo,
        text: ({ gradientShare }) => `first layer: ${formatNumber(gradientShare)}`,
        textAnchor: "start",
        fill: "var(--vp-ink)",
        fontWeight: "bold",
        dy: first && first.gradientShare < 1 ? 30 : -30,
        dx: 4,
      }),
    ],
  });
}

const fullScale = { domain: [0, 1], range: [0, 1] };
const predicted = {
  x: "layer",
  y: "y",
  stroke: "var(--vp-orange)",
  strokeWidth: 2.5,
  strokeDasharray: "7 4",
  clip: true,
} as const;
const key = { frameAnchor: "top-right", dy: -21, textAnchor: "end", fontWeight: "bold" } as const;

const domainOf = (layers: readonly LayerNumbers[]) => [0.5, layers.length + 0.5];

function frameOf(low: number, high: number, layers: readonly LayerNumbers[]) {
  const [x1, x2] = domainOf(layers);
  return rect([0], { x1: () => x1, x2: () => x2, y1: () => low, y2: () => high, fill: "var(--vp-band)" });
}

/** A cell is the darker the more of its layer's numbers it holds, beside the fullest one; the root leaves something to see of few. */
function cellsOf(layers: readonly LayerNumbers[], of: (layer: LayerNumbers) => readonly Cell[]) {
  const shaded = layers.flatMap((numbers) => {
    const fullest = Math.max(...of(numbers).map(({ share }) => share));
    return of(numbers).map((cell) => ({
      ...cell,
      layer: numbers.layer,
      shade: Math.sqrt(cell.share / fullest),
    }));
  });
  return rect(shaded, {
    x1: ({ layer }) => layer - 0.5,
    x2: ({ layer }) => layer + 0.5,
    y1: "from",
    y2: "to",
    fill: "var(--vp-blue)",
    fillOpacity: "shade",
    insetLeft: 0.5,
    insetRight: 0.5,
    clip: true,
  });
}

/** Points that go through the whole breadth of the first and of the last layer. */
function steps(layers: readonly LayerNumbers[], of: (layer: LayerNumbers) => number) {
  return layers
    .map((numbers) => ({ layer: numbers.layer, y: of(numbers) }))
    .filter(({ y }) => Number.isFinite(y));
}

/** Two decades below the least RMS and half of one above the largest: what lies outside is little, and would take up half of the picture. */
function decadesOf(layers: readonly LayerNumbers[]): readonly [low: number, high: number] {
  const exponents = layers
    .flatMap(({ gradientShare, predictedGradientShare }) => [gradientShare, predictedGradientShare])
    .map(Math.log10)
    .filter(Number.isFinite);
  return [-reach(2 - Math.min(0, ...exponents)), reach(0.5 + Math.max(0, ...exponents))];
}

// Within a large step of the axis the picture moves and the axis does not.
const decadeSteps = [1, 3, 6, 10, 15, 20, 30, 40, 60];
function reach(decades: number): number {
  return decadeSteps.find((step) => decades <= step) ?? decades;
}
