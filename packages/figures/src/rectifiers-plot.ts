import { dot, line, rect, ruleX, ruleY, text } from "@observablehq/plot";
import { chart } from "./frame/chart.ts";
import type { Layout } from "./frame/drawing.ts";
import type { RectifiersStep, RectifierUnit } from "./rectifiers-model.ts";
import { training } from "./rectifiers-settings.ts";

/** Above, which unit is on for which input; below, how many units have been off for every input. */
export function rectifiersPlot(step: RectifiersStep, layout: Layout): Element[] {
  return [heatMap(step, layout), counts(step, layout)];
}

const margins = { marginLeft: 52, marginRight: 28 };

function heatMap({ units, dead, offCounts }: RectifiersStep, { name, width }: Layout): Element {
  const off = units.filter(({ isOff }) => isOff);
  const isDead = ({ largestSlope }: RectifierUnit) => largestSlope === 0;
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 330 : 300,
    marginTop: 28,
    marginBottom: 26,
    x: { domain: [0, training.inputs], axis: null },
    y: {
      domain: [training.units + 0.5, 0.5],
      label: "Unit",
      ticks: [1, 6, 12, 18, 24],
      tickSize: 0,
    },
    marks: [
      rect(units, {
        x1: 0,
        x2: training.inputs,
        y1: ({ unit }) => unit - 0.5,
        y2: ({ unit }) => unit + 0.5,
        fill: "var(--vp-band)",
        insetTop: 0.75,
        insetBottom: 0.75,
      }),
      rect(units.flatMap(stretchesOn), {
        x1: "from",
        x2: "to",
        y1: ({ unit }) => unit - 0.5,
        y2: ({ unit }) => unit + 0.5,
        fill: "var(--vp-blue)",
        insetTop: 0.75,
        insetBottom: 0.75,
      }),
      // Not by colour alone: a dead unit is crossed out, one that can come back has a ring.
      line(
        off.filter(isDead).flatMap(({ unit }) => [
          { unit, x: 0 },
          { unit, x: training.inputs },
        ]),
        { x: "x", y: "unit", z: "unit", stroke: "var(--vp-orange)", strokeWidth: 1.5 },
      ),
      dot(off, {
        x: training.inputs,
        y: "unit",
        dx: 12,
        symbol: (unit: RectifierUnit) => (isDead(unit) ? "times" : "circle"),
        stroke: (unit: RectifierUnit) => (isDead(unit) ? "var(--vp-orange)" : "var(--vp-ink)"),
        strokeWidth: 2,
        r: 3,
      }),
      text(["■ on"], { ...key, frameAnchor: "top-left", textAnchor: "start", fill: "var(--vp-blue)" }),
      text(["□ off"], {
        ...key,
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: 48,
        fill: "var(--vp-muted)",
      }),
      text([dead > 0 ? "× dead" : (offCounts.at(-1) ?? 0) > 0 ? "○ off for every input" : ""], {
        ...key,
        ...keyOnTheRight,
        fill: dead > 0 ? "var(--vp-orange)" : "var(--vp-ink)",
      }),
      text([`${training.inputs} inputs, by their angle`], {
        frameAnchor: "bottom",
        dy: 18,
        fill: "var(--vp-ink)",
      }),
    ],
  });
}

const key = { dy: -18, fontWeight: "bold" } as const;
const keyOnTheRight = { frameAnchor: "top-right", textAnchor: "end", dx: 20 } as const;

/** The runs of neighbouring inputs for which a unit is on. */
function stretchesOn({ unit, on }: RectifierUnit): { unit: number; from: number; to: number }[] {
  const stretches: { unit: number; from: number; to: number }[] = [];
  for (const [input, isOn] of on.entries()) {
    if (!isOn) continue;
    const last = stretches.at(-1);
    if (last?.to === input) last.to = input + 1;
    else stretches.push({ unit, from: input, to: input + 1 });
  }
  return stretches;
}

function counts({ offCounts, dead, step }: RectifiersStep, { name, width }: Layout): Element {
  const points = offCounts.map((count, at) => ({ at, count }));
  const last = points.at(-1);
  const colour = dead > 0 ? "var(--vp-orange)" : "var(--vp-ink)";
  return chart({
    ...margins,
    width,
    height: name === "wide" ? 140 : 130,
    marginTop: 26,
    marginBottom: 36,
    x: { domain: [0, training.steps], label: "Update", ticks: 4 },
    y: {
      domain: [0, training.units],
      label: "Units off for every input",
      ticks: [0, 12, 24],
      grid: true,
    },
    marks: [
      ruleY([0], { stroke: "var(--vp-muted)" }),
      ruleX([step], { stroke: "var(--vp-grid)" }),
      line(points, { x: "at", y: "count", stroke: colour, strokeWidth: 2 }),
      dot(last ? [last] : [], { x: "at", y: "count", fill: colour, r: 4 }),
      text([`${last?.count ?? 0} off${dead > 0 ? `, ${dead} dead` : ""}`], {
        ...key,
        ...keyOnTheRight,
        fill: colour,
      }),
    ],
  });
}
