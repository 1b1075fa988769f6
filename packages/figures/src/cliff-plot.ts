import { arrow, dot, frame, line, rect, text } from "@observablehq/plot";
import { bandEnds, type Cliff, type CliffStep, isOnMap, mapOf } from "./cliff-model.ts";
import { chart, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";

/** Above, the loss over weight and bias with both descents; below, the loss step by step. */
export function cliffPlot(data: Cliff, layout: Layout): Element[] {
  return [map(data, layout), losses(data, layout)];
}

const margins = { marginLeft: 52, marginRight: 16 };

function map({ cells, plain, clipped }: Cliff, { name, width }: Layout): Element {
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 360 : 300,
    marginTop: 28,
    marginBottom: 44,
    x: { domain: [...mapOf.w], label: "Weight w", ticks: 6 },
    y: { domain: [...mapOf.b], label: "Bias b", ticks: 6 },
    marks: [
      rect(cells, {
        x1: ({ w }) => w[0],
        x2: ({ w }) => w[1],
        y1: ({ b }) => b[0],
        y2: ({ b }) => b[1],
        fill: "var(--vp-muted)",
        fillOpacity: ({ band }) => (0.6 * band) / bandEnds.length,
        shapeRendering: "crispEdges",
      }),
      text([{ w: 0.62, b: -0.9 }], {
        ...halo,
        x: "w",
        y: "b",
        text: () => "high: the last h is below 0",
        textAnchor: "start",
        fill: "var(--vp-ink)",
      }),
      text([{ w: 2.9, b: 0.4 }], {
        ...halo,
        x: "w",
        y: "b",
        text: () => "low: the last h is above 0",
        textAnchor: "end",
        fill: "var(--vp-ink)",
      }),
      way(plain, "var(--vp-orange)", "6 4"),
      way(clipped, "var(--vp-blue)", undefined),
      dot([plain[0]], {
        x: "w",
        y: "b",
        r: 6,
        symbol: "diamond",
        fill: "var(--vp-ink)",
        stroke: "var(--vp-paper)",
        strokeWidth: 2,
      }),
      frame({ stroke: "var(--vp-muted)" }),
    ],
  });
}

/** A descent as far as the map reaches: dots, lines between them, and an arrow where it leaves. */
function way(points: readonly CliffStep[], stroke: string, strokeDasharray: string | undefined) {
  const leaves = points.findIndex((point) => !isOnMap(point));
  const inside = leaves === -1 ? points : points.slice(0, leaves);
  const last = inside.at(-1);
  const beyond = leaves === -1 ? undefined : points[leaves];
  const dashes = strokeDasharray === undefined ? {} : { strokeDasharray };
  return [
    line(inside, { x: "w", y: "b", stroke, strokeWidth: 2, ...dashes }),
    dot(inside, { x: "w", y: "b", r: 2.5, fill: stroke }),
    arrow(last && beyond ? [{ from: last, to: borderBetween(last, beyond) }] : [], {
      x1: ({ from }) => from.w,
      y1: ({ from }) => from.b,
      x2: ({ to }) => to.w,
      y2: ({ to }) => to.b,
      stroke,
      strokeWidth: 2,
      headLength: 9,
      ...dashes,
    }),
  ];
}

/** Where the way from a point on the map to one beyond crosses the border. */
function borderBetween(from: CliffStep, to: CliffStep): { readonly w: number; readonly b: number } {
  const share = (start: number, end: number, [low, high]: readonly [number, number]) => {
    if (end > high) return (high - start) / (end - start);
    return end < low ? (low - start) / (end - start) : 1;
  };
  const reached = Math.min(share(from.w, to.w, mapOf.w), share(from.b, to.b, mapOf.b));
  return { w: from.w + reached * (to.w - from.w), b: from.b + reached * (to.b - from.b) };
}

const key = { fontWeight: "bold", dy: -20 } as const;

function losses({ plain, clipped, values }: Cliff, { name, width }: Layout): Element {
  const numbered = (points: readonly CliffStep[]) => points.map(({ loss }, step) => ({ step, loss }));
  const title = `clipped by ${values.clipping} at ${formatNumber(values.limit)}`;
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 190 : 180,
    marginTop: 44,
    marginBottom: 40,
    x: { domain: [0, values.steps], label: "Step", ticks: Math.min(values.steps, 6), tickFormat: "d" },
    y: { domain: [0, 2.3], label: "Loss", ticks: 4, grid: true },
    marks: [
      line(numbered(plain), {
        x: "step",
        y: "loss",
        stroke: "var(--vp-orange)",
        strokeWidth: 2,
        strokeDasharray: "6 4",
      }),
      line(numbered(clipped), { x: "step", y: "loss", stroke: "var(--vp-blue)", strokeWidth: 2 }),
      text(["- - without clipping"], {
        ...key,
        frameAnchor: "top-left",
        textAnchor: "start",
        fill: "var(--vp-orange)",
      }),
      text([`— ${title}`], { ...key, frameAnchor: "top-right", textAnchor: "end", fill: "var(--vp-blue)" }),
    ],
  });
}
