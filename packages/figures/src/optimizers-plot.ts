import { dot, line, ruleY, text } from "@observablehq/plot";
import type { UpdateRuleName } from "@vanishing/experiments";
import { chart, decades, halo } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import { formatNumber } from "./frame/format.ts";
import type { OptimizersRun, RuleRun } from "./optimizers-model.ts";
import { longestAdamStep, reportsUntil, stepsOfAnEpoch } from "./optimizers-settings.ts";

/** The update of each layer, update against gradient, and from the second epoch on the losses. */
export function optimizersPlot(run: OptimizersRun, layout: Layout): Element[] {
  const charts = [updates(run, layout), updateByGradient(run, layout)];
  return run.steps.length <= reportsUntil.epoch ? charts : [...charts, losses(run, layout)];
}

// Each has a shape and a name beside its colour.
const styles: Readonly<Record<UpdateRuleName, { readonly colour: string; readonly symbol: Shape }>> = {
  sgd: { colour: "var(--vp-ink)", symbol: "circle" },
  momentum: { colour: "var(--vp-green)", symbol: "square" },
  rmsProp: { colour: "var(--vp-orange)", symbol: "diamond" },
  adam: { colour: "var(--vp-blue)", symbol: "triangle" },
};

type Shape = "circle" | "square" | "diamond" | "triangle";

const margins = { marginLeft: 52, marginRight: 84 };

interface Place {
  readonly layer: number;
  /** Of the gradient, to base 10. */
  readonly across: number;
  /** Of the update in learning rates, to base 10. */
  readonly up: number;
}

/** In float32 an update may be too small to change anything: it has no place on a log scale. */
function placesOf({ layers }: RuleRun): Place[] {
  return layers
    .map(({ gradientRms, updateRms }, place) => ({
      layer: place + 1,
      across: Math.log10(gradientRms),
      up: Math.log10(updateRms),
    }))
    .filter(({ across, up }) => Number.isFinite(across) && Number.isFinite(up));
}

/** The decades of all updates, with room for the names. */
function heightOf({ rules }: OptimizersRun): readonly [low: number, high: number] {
  const ups = rules.flatMap((rule) => placesOf(rule).map(({ up }) => up));
  return [Math.floor(Math.min(-2, ...ups)) - 0.3, Math.ceil(Math.max(1, ...ups)) + 0.3];
}

function updates(run: OptimizersRun, { name, width }: Layout): Element {
  const domain = heightOf(run);
  const layers = run.rules[0]?.layers.length ?? 0;
  const height = name === "wide" ? 300 : 280;
  const ends = run.rules.flatMap((rule) => {
    const last = placesOf(rule).at(-1);
    return last ? [{ rule, at: last.up, label: rule.name }] : [];
  });
  return chart({
    ...margins,
    width,
    height,
    marginTop: 28,
    marginBottom: 44,
    x: {
      domain: [0.7, layers + 0.3],
      label: "Layer, counted from the input",
      ticks: Array.from({ length: layers }, (_, place) => place + 1),
    },
    y: { ...decades(domain, 6), label: "Update of a weight (learning rates, log scale)", grid: true },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      run.rules.map((rule) => {
        const { colour, symbol } = styles[rule.rule];
        const places = placesOf(rule);
        return [
          line(places, { x: "layer", y: "up", stroke: colour, strokeWidth: 2 }),
          dot(places, { x: "layer", y: "up", fill: colour, symbol, r: 4 }),
        ];
      }),
      text(spread(ends, (16 * (domain[1] - domain[0])) / (height - 72)), {
        x: layers,
        y: "y",
        text: "label",
        textAnchor: "start",
        dx: 10,
        fill: ({ rule }: { readonly rule: RuleRun }) => styles[rule.rule].colour,
        fontWeight: "bold",
        ...halo,
      }),
    ],
  });
}

function updateByGradient(run: OptimizersRun, { name, width }: Layout): Element {
  const [low, high] = heightOf(run);
  const all = run.rules.flatMap(placesOf).map(({ across }) => across);
  const across = [Math.floor(Math.min(-7, ...all)), Math.max(0, Math.ceil(Math.max(...all)))] as const;
  const curve = Array.from({ length: 121 }, (_, k) => {
    const exponent = across[0] + ((across[1] - across[0]) * k) / 120;
    const gradient = 10 ** exponent;
    return { across: exponent, up: Math.log10(gradient / (gradient + run.epsilon)) };
  });
  const asLong = [
    { across: Math.max(across[0], low), up: Math.max(across[0], low) },
    { across: across[1], up: across[1] },
  ];
  const epsilonAcross = Math.log10(run.epsilon);
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 290 : 270,
    marginTop: 28,
    marginBottom: 44,
    x: { ...decades(across, name === "wide" ? 8 : 5), label: "Gradient of a weight (log scale)" },
    y: { ...decades([low, high], 6), label: "Update of a weight (learning rates, log scale)", grid: true },
    marks: [
      ruleY([Math.log10(longestAdamStep)], { stroke: "var(--vp-blue)", strokeDasharray: "2 4" }),
      line(asLong, { x: "across", y: "up", stroke: "var(--vp-muted)", strokeDasharray: "6 3" }),
      line(curve, { x: "across", y: "up", stroke: "var(--vp-blue)", strokeWidth: 1.5, clip: true }),
      run.rules.map((rule) => {
        const { colour, symbol } = styles[rule.rule];
        return dot(placesOf(rule), { x: "across", y: "up", fill: colour, symbol, r: 4 });
      }),
      text(["longest\nAdam step"], {
        x: across[1],
        y: Math.log10(longestAdamStep),
        textAnchor: "start",
        dx: 8,
        fill: "var(--vp-blue)",
      }),
      text(["η g"], {
        x: across[1],
        y: across[1],
        textAnchor: "start",
        dx: 8,
        dy: 12,
        fill: "var(--vp-muted)",
      }),
      text(epsilonAcross >= across[0] && epsilonAcross <= across[1] ? ["ε"] : [], {
        x: epsilonAcross,
        y: Math.log10(1 / 2),
        dy: 18,
        fill: "var(--vp-blue)",
        fontWeight: "bold",
        ...halo,
      }),
    ],
  });
}

function losses({ steps, rules }: OptimizersRun, { name, width }: Layout): Element {
  const curves = rules.map((rule) => ({
    rule,
    points: rule.losses
      .slice(1)
      .map((loss, place) => ({ epoch: (steps[place + 1] ?? 0) / stepsOfAnEpoch, loss })),
  }));
  const most = Math.max(0.8, ...curves.flatMap(({ points }) => points.map(({ loss }) => loss)));
  const height = name === "wide" ? 190 : 180;
  const ends = curves.flatMap(({ rule, points }) => {
    const last = points.at(-1);
    return last
      ? [{ rule, at: last.loss, label: `${rule.name} ${formatNumber(last.loss, 2)}`, epoch: last.epoch }]
      : [];
  });
  return chart({
    ...margins,
    marginRight: 112,
    width,
    height,
    marginTop: 28,
    marginBottom: 40,
    x: { domain: [0, reportsUntil.end - 1], ticks: 5, label: "Epoch" },
    y: { domain: [0, 1.04 * most], label: "Mean loss of an epoch", ticks: 4, grid: true },
    marks: [
      ruleY([Math.LN2], { stroke: "var(--vp-muted)", strokeDasharray: "2 4" }),
      curves.map(({ rule, points }) =>
        line(points, { x: "epoch", y: "loss", stroke: styles[rule.rule].colour, strokeWidth: 2 }),
      ),
      text(spread(ends, (16 * 1.04 * most) / (height - 68)), {
        x: "epoch",
        y: "y",
        text: "label",
        textAnchor: "start",
        dx: 8,
        fill: ({ rule }: { readonly rule: RuleRun }) => styles[rule.rule].colour,
        fontWeight: "bold",
        ...halo,
      }),
    ],
  });
}

/** Places for names at the ends of curves, in their order, no two nearer to each other than the distance. */
function spread<Named extends { readonly at: number }>(
  names: readonly Named[],
  distance: number,
): (Named & { readonly y: number })[] {
  const sorted = names.toSorted((a, b) => a.at - b.at).map((name) => ({ ...name, y: name.at }));
  // Neighbours that are too near push each other away by half of what is missing; a few rounds settle four names.
  for (let round = 0; round < 40; round++) {
    for (const [place, upper] of sorted.entries()) {
      const lower = sorted[place - 1];
      if (!lower || upper.y - lower.y >= distance) continue;
      const push = (distance - (upper.y - lower.y)) / 2;
      lower.y -= push;
      upper.y += push;
    }
  }
  return sorted;
}
