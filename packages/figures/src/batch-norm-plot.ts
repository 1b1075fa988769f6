import { dot, line, ruleY, text } from "@observablehq/plot";
import type { BatchNormLayer, BatchNormNetworks } from "./batch-norm-model.ts";
import { layerTicks } from "./depth-axes.ts";
import { chart, decades } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";

/** Above, the activations of both networks layer by layer; below, on the same axis, their gradients. */
export function batchNormPlot(data: BatchNormNetworks, layout: Layout): Element[] {
  return [
    both(data, layout, {
      label: "RMS of the activations (log scale)",
      of: "activations",
      least: [-1, 0.5],
      axis: null,
    }),
    both(data, layout, {
      label: "Norm of ∂L/∂z (last layer = 1, log scale)",
      of: "gradient",
      least: [-1, 1],
      axis: "Layer, counted from the input",
    }),
  ];
}

interface Quantity {
  readonly label: string;
  readonly of: "activations" | "gradient";
  /** What the axis shows at the least, in exponents of ten: networks that hardly change should look level. */
  readonly least: readonly [low: number, high: number];
  readonly axis: string | null;
}

const key = { frameAnchor: "top-right", textAnchor: "end", fontWeight: "bold" } as const;

function both(
  { layers }: BatchNormNetworks,
  { name, width }: Layout,
  { label, of, least, axis }: Quantity,
): Element {
  const exponents = (read: (layer: BatchNormLayer) => number) =>
    layers
      .map((layer) => ({ layer: layer.layer, exponent: Math.log10(read(layer)) }))
      .filter(({ exponent }) => Number.isFinite(exponent));
  const plain = exponents((layer) => layer.plain[of]);
  const normalized = exponents((layer) => layer.normalized[of]);
  const all = [...plain, ...normalized].map(({ exponent }) => exponent);
  const domain = [Math.min(least[0], ...all) * 1.08, Math.max(least[1], ...all) * 1.08] as const;
  const narrow = name === "narrow";
  return chart({
    marginLeft: 52,
    marginRight: 16,
    width,
    height: (narrow ? 195 : 205) + (axis === null ? 0 : 32),
    marginTop: narrow ? 58 : 40,
    marginBottom: axis === null ? 8 : 40,
    x: {
      domain: [0.5, layers.length + 0.5],
      ...(axis === null ? { axis } : { label: axis, ticks: layerTicks(layers.length, name) }),
    },
    y: { ...decades(domain, 6), label, grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      line(plain, {
        x: "layer",
        y: "exponent",
        stroke: "var(--vp-orange)",
        strokeWidth: 2,
        strokeDasharray: "6 4",
      }),
      line(normalized, { x: "layer", y: "exponent", stroke: "var(--vp-blue)", strokeWidth: 2 }),
      dot(normalized, { x: "layer", y: "exponent", fill: "var(--vp-blue)", r: 2.5 }),
      text(["- - without"], { ...key, dy: narrow ? -18 : -20, dx: -146, fill: "var(--vp-orange)" }),
      text(["• with batch norm"], { ...key, dy: narrow ? -18 : -20, fill: "var(--vp-blue)" }),
    ],
  });
}
