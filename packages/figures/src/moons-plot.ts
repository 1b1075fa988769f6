import { dot, line, link, ruleX, ruleY, text } from "@observablehq/plot";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber, formatPercent } from "./frame/format.ts";
import type { MoonsRun } from "./moons-model.ts";

/** Loss and accuracy, the gradient of each layer, how far each weight has moved, and the first layer's weights before and after. */
export function moonsPlot(run: MoonsRun, layout: Layout): Element[] {
  return [lossAndAccuracy(run, layout), gradients(run, layout), changes(run, layout), weights(run, layout)];
}

const margins = { marginLeft: 52, marginRight: 62 };
const lastEpoch = 100;
const epochs = { domain: [0, lastEpoch], ticks: 5 };
const chance = Math.LN2;

function lossAndAccuracy({ points }: MoonsRun, { name, width }: Layout): Element {
  const now = points.at(-1);
  const most = Math.max(1, ...points.map(({ loss }) => loss));
  const named = now
    ? apart(
        [
          { at: now.loss, label: "loss" },
          { at: now.accuracy, label: "right" },
        ],
        0.16 * most,
      )
    : [];
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 150 : 140,
    marginTop: 24,
    marginBottom: 24,
    x: { ...epochs, label: null },
    y: {
      domain: [0, 1.04 * most],
      label: "Loss, and share of training points on the right side",
      ticks: 3,
      grid: true,
    },
    marks: [
      ruleY([chance], { stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
      text(["loss of a guess"], {
        x: 20,
        y: chance,
        textAnchor: "start",
        dy: 10,
        fill: "var(--vp-muted)",
        ...halo,
      }),
      line(points, {
        x: "epoch",
        y: "accuracy",
        stroke: "var(--vp-green)",
        strokeWidth: 2,
        strokeDasharray: "7 3",
      }),
      line(points, { x: "epoch", y: "loss", stroke: "var(--vp-blue)", strokeWidth: 2 }),
      text(named, {
        x: now?.epoch ?? 0,
        y: "y",
        text: "label",
        textAnchor: "start",
        dx: 6,
        fill: ({ label }) => (label === "loss" ? "var(--vp-blue)" : "var(--vp-green)"),
        fontWeight: "bold",
        ...halo,
      }),
    ],
  });
}

function gradients({ points, values }: MoonsRun, { name, width }: Layout): Element {
  const layers = points[0]?.gradientNorms.length ?? 0;
  const curves = points
    .flatMap(({ epoch, gradientNorms }) =>
      gradientNorms.map((norm, place) => ({ epoch, layer: place + 1, exponent: Math.log10(norm) })),
    )
    .filter(({ exponent }) => Number.isFinite(exponent));
  const exponents = curves.map(({ exponent }) => exponent);
  const low = Math.floor(Math.min(-2, ...exponents));
  const high = Math.ceil(Math.max(0, ...exponents));
  const ends = points
    .at(-1)
    ?.gradientNorms.map((norm, place) => ({ at: Math.log10(norm), label: `layer ${place + 1}` }));
  const shown = [ends?.[0], ends?.at(-1)].filter((end) => end !== undefined && Number.isFinite(end.at));
  const named = apart(shown as Labelled[], 0.1 * (high - low));
  const of = ({ label }: { readonly label: string }) => colorOf(Number(label.slice("layer ".length)), layers);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 230 : 210,
    marginTop: 28,
    marginBottom: 40,
    x: { ...epochs, label: "Epoch" },
    y: {
      ...decades([low, high], 5),
      label: `‖∂L/∂${values.gradientOf === "weights" ? "W" : "z"}‖ of each layer (log scale)`,
      grid: true,
    },
    marks: [
      line(curves, {
        x: "epoch",
        y: "exponent",
        z: "layer",
        stroke: ({ layer }) => colorOf(layer, layers),
        strokeWidth: ({ layer }) => (layer === 1 || layer === layers ? 2.5 : 1),
      }),
      points.length === 1
        ? dot(curves, { x: "epoch", y: "exponent", fill: ({ layer }) => colorOf(layer, layers), r: 3 })
        : [],
      text(named, {
        x: points.at(-1)?.epoch ?? 0,
        y: "y",
        text: "label",
        textAnchor: "start",
        dx: 6,
        fill: of,
        fontWeight: "bold",
        ...halo,
      }),
    ],
  });
}

function changes({ changes }: MoonsRun, { name, width }: Layout): Element {
  const layers = changes.length;
  const points = changes
    .map((change, place) => ({ layer: place + 1, change, exponent: Math.log10(change) }))
    .filter(({ exponent }) => Number.isFinite(exponent));
  const low = Math.floor(Math.min(-2, ...points.map(({ exponent }) => exponent))) - 0.4;
  const high = Math.ceil(Math.max(0, ...points.map(({ exponent }) => exponent))) + 0.6;
  return chart({
    ...margins,
    marginRight: 16,
    width,
    height: name === "wide" ? 170 : 160,
    marginTop: 28,
    marginBottom: 40,
    x: {
      domain: [0.5, layers + 0.5],
      label: "Layer, counted from the input",
      ticks: changes.map((_, place) => place + 1),
    },
    y: {
      ...decades([low, high], 4),
      label: "Weights moved, as a share of their size (log scale)",
      grid: true,
    },
    marks: [
      points.length === 0
        ? text(["no weight has moved"], { frameAnchor: "middle", fill: "var(--vp-muted)" })
        : ruleX(points, { x: "layer", y1: low, y2: "exponent", stroke: "var(--vp-grid)", strokeWidth: 2 }),
      dot(points, {
        x: "layer",
        y: "exponent",
        fill: ({ layer }) => colorOf(layer, layers),
        symbol: ({ layer }: { readonly layer: number }) => (layer === 1 ? "diamond" : "circle"),
        r: ({ layer }) => (layer === 1 || layer === layers ? 6 : 4),
      }),
      changeOf(
        points.filter(({ layer }) => layer === 1),
        { color: "var(--vp-orange)", side: 1 },
      ),
      changeOf(
        points.filter(({ layer }) => layer === layers),
        { color: "var(--vp-blue)", side: -1 },
      ),
    ],
  });
}

/** The number beside a dot, on the side where there is room. */
function changeOf(
  points: readonly { readonly layer: number; readonly change: number; readonly exponent: number }[],
  { color, side }: { readonly color: string; readonly side: 1 | -1 },
) {
  return text(points, {
    x: "layer",
    y: "exponent",
    text: ({ change }: { readonly change: number }) => formatPercent(change, 2),
    textAnchor: side === 1 ? "start" : "end",
    dx: 10 * side,
    dy: -10,
    fill: color,
    fontWeight: "bold",
    ...halo,
  });
}

function weights({ firstWeight }: MoonsRun, { name, width }: Layout): Element {
  const fanOut = firstWeight.length / 2;
  const entries = firstWeight.map((weight, place) => ({
    ...weight,
    place: place + 1 + (place < fanOut ? 0 : 1),
  }));
  const most = Math.max(1, ...firstWeight.flatMap(({ before, now }) => [Math.abs(before), Math.abs(now)]));
  const middle = (fanOut + 1) / 2;
  return chart({
    ...margins,
    marginRight: 16,
    width,
    height: name === "wide" ? 170 : 160,
    marginTop: 28,
    marginBottom: 30,
    x: { domain: [0.3, firstWeight.length + 1.7], axis: null },
    y: { domain: [-1.1 * most, 1.1 * most], label: "Weights of the first layer", ticks: 4, grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      text(["○ before   ● now"], {
        frameAnchor: "top-right",
        dy: -16,
        textAnchor: "end",
        fill: "var(--vp-ink)",
      }),
      link(entries, { x: "place", y1: "before", y2: "now", stroke: "var(--vp-orange)", strokeWidth: 1.5 }),
      dot(entries, { x: "place", y: "now", fill: "var(--vp-orange)", r: 3.5 }),
      dot(entries, { x: "place", y: "before", stroke: "var(--vp-ink)", fill: "var(--vp-paper)", r: 3.5 }),
      text([middle, middle + fanOut + 1], {
        x: (place: number) => place,
        frameAnchor: "bottom",
        dy: 20,
        text: (place: number) => `input ${place > fanOut ? 2 : 1}, units 1 to ${formatNumber(fanOut)}`,
        fill: "var(--vp-muted)",
      }),
    ],
  });
}

/** The first layer is orange and the last one blue, here as in the other figures; those between are in the background. */
function colorOf(layer: number, layers: number): string {
  if (layer === 1) return "var(--vp-orange)";
  return layer === layers ? "var(--vp-blue)" : "var(--vp-muted)";
}

interface Labelled {
  readonly at: number;
  readonly label: string;
}

/** Places for the names of two curves at their ends, so far from each other that both can be read. */
function apart(
  labels: readonly Labelled[],
  distance: number,
): readonly (Labelled & { readonly y: number })[] {
  const [low, high] = labels.toSorted((a, b) => a.at - b.at);
  if (!low) return [];
  if (!high) return [{ ...low, y: low.at }];
  const push = Math.max(0, distance - (high.at - low.at)) / 2;
  return [
    { ...low, y: low.at - push },
    { ...high, y: high.at + push },
  ];
}
