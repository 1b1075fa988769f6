import { areaX, dot, frame, line, ruleY, text } from "@observablehq/plot";
import { layerTicks } from "./depth-axes.ts";
import type { LayerNorm } from "./edge-of-chaos-model.ts";
import type { Isoline } from "./edge-of-chaos-phases.ts";
import { type EdgePicture, largestSigmaB } from "./edge-of-chaos-summary.ts";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import { makePickable } from "./frame/picking.ts";

/** Above, the plane with its phases and the chosen point; below, the gradient of a network of that point. */
export function edgePlot(picture: EdgePicture, layout: Layout): Element[] {
  return [makePickable(plane(picture, layout)), norms(picture, layout)];
}

const margins = { marginLeft: 52, marginRight: 16 };
const horizontalMargins = margins.marginLeft + margins.marginRight;

interface LinePoint {
  readonly sigmaW: number;
  readonly sigmaB: number;
}

function plane(
  { phases: { sigmaBs, isolines, widest }, values: { sigmaW, sigmaB } }: EdgePicture,
  { name, width }: Layout,
): Element {
  const nowhere: Isoline = { chi1: 0, sigmaWs: sigmaBs.map(() => 0) };
  const everywhere: Isoline = { chi1: Number.POSITIVE_INFINITY, sigmaWs: sigmaBs.map(() => widest) };
  const edges = [nowhere, ...isolines, everywhere];
  const edge = isolines.findIndex(({ chi1 }) => chi1 === 1);
  const { edgeLabel, labels } = lineLabels(isolines, sigmaBs, widest, widest / (width - horizontalMargins));
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 312 : 272,
    marginTop: 28,
    marginBottom: 52,
    x: {
      domain: [0, widest],
      label: "Spread of the weights, σ_w",
      labelOffset: 38,
      ticks: 8,
    },
    y: { domain: [0, largestSigmaB], label: "Spread of the biases, σ_b", ticks: 4 },
    marks: [
      // The further from the edge, the stronger the colour.
      edges.slice(1).map(({ sigmaWs }, band) =>
        areaX(sigmaBs, {
          y: sigmaBs,
          x1: (edges[band] as Isoline).sigmaWs,
          x2: sigmaWs,
          fill: band <= edge ? "var(--vp-blue)" : "var(--vp-orange)",
          fillOpacity: 0.08 * (band <= edge ? edge + 1 - band : band - edge),
        }),
      ),
      isolines.map(({ chi1, sigmaWs }) =>
        line(pointsInside(sigmaBs, sigmaWs, widest), {
          x: "sigmaW",
          y: "sigmaB",
          stroke: chi1 === 1 ? "var(--vp-ink)" : "var(--vp-muted)",
          strokeWidth: chi1 === 1 ? 3 : 1,
          strokeOpacity: chi1 === 1 ? 1 : 0.7,
        }),
      ),
      text(labels, {
        x: "sigmaW",
        y: "sigmaB",
        ...halo,
        text: ({ chi1 }) => formatNumber(chi1),
        fill: "var(--vp-muted)",
      }),
      text(edgeLabel ? [edgeLabel] : [], {
        x: "sigmaW",
        y: "sigmaB",
        ...halo,
        text: () => "χ₁ = 1",
        fill: "var(--vp-ink)",
        fontWeight: "bold",
      }),
      text(["ordered:\nvanishes"], {
        ...phaseName,
        frameAnchor: "left",
        textAnchor: "start",
        dx: 8,
        fill: "var(--vp-blue)",
      }),
      text(["chaotic:\nexplodes"], {
        ...phaseName,
        frameAnchor: "right",
        textAnchor: "end",
        dx: -8,
        fill: "var(--vp-orange)",
      }),
      dot([{ sigmaW, sigmaB }], {
        x: "sigmaW",
        y: "sigmaB",
        r: 7,
        symbol: "diamond",
        fill: "var(--vp-ink)",
        stroke: "var(--vp-paper)",
        strokeWidth: 2,
      }),
      frame({ fill: "transparent", stroke: "transparent" }),
    ],
  });
}

const phaseName = { ...halo, fontWeight: "bold" } as const;

interface LineLabel extends LinePoint {
  readonly chi1: number;
}

/**
 * Where the lines get their numbers: one row below the top. The edge always has its own; of the others those that find room.
 *
 * @param pixel how much σ_w a unit of the drawing is
 */
function lineLabels(
  isolines: readonly Isoline[],
  sigmaBs: readonly number[],
  widest: number,
  pixel: number,
): { readonly edgeLabel: LineLabel | undefined; readonly labels: readonly LineLabel[] } {
  const all = isolines.flatMap(({ chi1, sigmaWs }) => {
    const point = pointsInside(sigmaBs, sigmaWs, widest).at(-2);
    return point ? [{ ...point, chi1 }] : [];
  });
  const edgeLabel = all.find(({ chi1 }) => chi1 === 1);
  const labels: LineLabel[] = [];
  for (const label of all) {
    const gapTo = (other: LineLabel | undefined) => (label.sigmaW - (other?.sigmaW ?? -widest)) / pixel;
    if (label !== edgeLabel && gapTo(labels.at(-1)) > 34 && Math.abs(gapTo(edgeLabel)) > 46)
      labels.push(label);
  }
  return { edgeLabel, labels };
}

/** The points of a line within the picture. */
function pointsInside(
  sigmaBs: readonly number[],
  sigmaWs: readonly number[],
  widest: number,
): readonly LinePoint[] {
  return sigmaBs
    .map((sigmaB, row) => ({ sigmaB, sigmaW: sigmaWs[row] as number }))
    .filter(({ sigmaW }) => sigmaW > 0 && sigmaW < widest);
}

const key = { frameAnchor: "top-right", textAnchor: "end", fontWeight: "bold" } as const;

/** What reaches each layer, on a log axis: in the network, by the product of χ, and by χ₁ alone. */
function norms({ layers }: EdgePicture, { name, width }: Layout): Element {
  const depth = layers.length;
  const exponentsOf = (read: (layer: LayerNorm) => number) =>
    layers
      .map((layer) => ({ layer: layer.layer, exponent: Math.log10(read(layer)) }))
      .filter(({ exponent }) => Number.isFinite(exponent));
  const measured = exponentsOf((layer) => layer.measured);
  const alongLengths = exponentsOf((layer) => layer.alongLengths);
  const atRest = exponentsOf((layer) => layer.atRest);
  const exponents = [...measured, ...alongLengths, ...atRest].map(({ exponent }) => exponent);
  // At least a decade on either side: a network on the edge should look level.
  const domain = [Math.min(-1, ...exponents) * 1.1, Math.max(1, ...exponents) * 1.1] as const;
  // A key above the chart, in one line or in two: inside it, no place is free for every network.
  const places =
    name === "wide"
      ? { network: { dx: -322, dy: -21 }, lengths: { dx: -104, dy: -21 }, rest: { dx: 0, dy: -21 } }
      : { network: { dx: -104, dy: -39 }, lengths: { dx: 0, dy: -21 }, rest: { dx: 0, dy: -39 } };
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 300 : 290,
    marginTop: name === "wide" ? 48 : 66,
    marginBottom: 40,
    x: { domain: [0.5, depth + 0.5], label: "Layer, counted from the input", ticks: layerTicks(depth, name) },
    y: { ...decades(domain, 8), label: "Norm of the gradient (last layer = 1, log scale)", grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      line(alongLengths, { x: "layer", y: "exponent", stroke: "var(--vp-green)", strokeWidth: 2.5 }),
      line(atRest, {
        x: "layer",
        y: "exponent",
        stroke: "var(--vp-orange)",
        strokeWidth: 2,
        strokeDasharray: "7 4",
      }),
      dot(measured, { x: "layer", y: "exponent", fill: "var(--vp-blue)", r: 3 }),
      text(["• this network"], { ...key, ...places.network, fill: "var(--vp-blue)" }),
      text(["— theory along the lengths"], { ...key, ...places.lengths, fill: "var(--vp-green)" }),
      text(["- - χ₁ alone"], { ...key, ...places.rest, fill: "var(--vp-orange)" }),
    ],
  });
}
