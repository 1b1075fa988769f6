import { dot, line, rect, ruleY, text } from "@observablehq/plot";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import type { RescuePicture, RescueTraining } from "./rescue-model.ts";
import { goals } from "./rescue-settings.ts";

/** Above, what each layer gets of the gradient, as it came and after the treatment; below, the losses. */
export function rescuePlot(picture: RescuePicture, layout: Layout): Element[] {
  return [gradients(picture, layout), losses(picture, layout)];
}

const margins = { marginLeft: 52, marginRight: 20 };
const colours = { before: "var(--vp-orange)", after: "var(--vp-blue)" } as const;

/** The powers of ten below which float32 has nothing left, and above which a drawing says no more. */
const reach = 45;

function exponents({ layers }: RescueTraining): { readonly layer: number; readonly exponent: number }[] {
  return layers.flatMap(({ layer, share }) =>
    share === undefined || share <= 0 ? [] : [{ layer, exponent: Math.log10(share) }],
  );
}

function gradients({ before, after, depth }: RescuePicture, { name, width }: Layout): Element {
  const [came, treated] = [exponents(before), exponents(after)];
  const all = [...came, ...treated].map(({ exponent }) => exponent);
  const low = Math.max(-reach, Math.min(-2, ...all));
  const high = Math.min(reach, Math.max(2, ...all));
  const margin = 0.06 * (high - low);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 320 : 300,
    marginTop: 48,
    marginBottom: 40,
    x: { domain: [0.5, depth + 0.5], label: "Layer, counted from the input", ticks: name === "wide" ? 8 : 5 },
    y: {
      ...decades([low - margin, high + margin], 8),
      label: "Gradient (last layer = 1, log scale)",
      grid: true,
    },
    marks: [
      rect([goals], {
        x1: 0.5,
        x2: depth + 0.5,
        y1: ({ low }) => Math.log10(low),
        y2: ({ high }) => Math.log10(high),
        fill: "var(--vp-band)",
      }),
      ruleY([0], { stroke: "var(--vp-muted)" }),
      // Not by colour alone: as it came is dashed and has diamonds, after the treatment is a whole line.
      line(came, {
        x: "layer",
        y: "exponent",
        stroke: colours.before,
        strokeWidth: 2,
        strokeDasharray: "5 3",
        clip: true,
      }),
      line(treated, { x: "layer", y: "exponent", stroke: colours.after, strokeWidth: 2, clip: true }),
      dot(came.slice(0, 1), { x: "layer", y: "exponent", fill: colours.before, symbol: "diamond", r: 6 }),
      dot(treated.slice(0, 1), { x: "layer", y: "exponent", fill: colours.after, r: 4.5 }),
      text(["◆ as it came"], { ...key, frameAnchor: "top-left", textAnchor: "start", fill: colours.before }),
      text(["● after the treatment"], {
        ...key,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: 104,
        fill: colours.after,
      }),
    ],
  });
}

const key = { dy: -18, fontWeight: "bold" } as const;

function losses({ before, after }: RescuePicture, { name, width }: Layout): Element {
  const most = 1.5;
  const points = ({ losses: values }: RescueTraining) =>
    values.map((loss, step) => ({ step, loss: Math.min(loss, most) }));
  const [came, treated] = [points(before), points(after)];
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 190 : 180,
    marginTop: 20,
    marginBottom: 40,
    x: { domain: [0, goals.steps], label: "Steps", ticks: 6 },
    y: { domain: [0, most], label: "Loss", ticks: [0, 0.5, 1, 1.5], grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      ruleY([goals.loss], { stroke: "var(--vp-ink)", strokeDasharray: "2 3" }),
      text([goals], {
        ...halo,
        x: goals.steps,
        y: "loss",
        text: () => "goal",
        textAnchor: "end",
        dy: 10,
        fill: "var(--vp-ink)",
      }),
      line(came, { x: "step", y: "loss", stroke: colours.before, strokeWidth: 2, strokeDasharray: "5 3" }),
      line(treated, { x: "step", y: "loss", stroke: colours.after, strokeWidth: 2 }),
      dot(came.slice(-1), { x: "step", y: "loss", fill: colours.before, symbol: "diamond", r: 5 }),
      dot(treated.slice(-1), { x: "step", y: "loss", fill: colours.after, r: 4.5 }),
    ],
  });
}
