import type { Layout } from "./frame/drawing.ts";

/** The axis grows in few large steps: within a step, a changed setting changes the slope that one sees. */
export const decadeSteps = [1, 3, 6, 14, 35, 70, 150, 330];

/** How many decades an axis shows on one side of 1, where the numbers need so many. */
export function reach(decades: number): number {
  return decades === 0 ? 0 : (decadeSteps.find((step) => decades <= step) ?? decades);
}

/** Layers with a number: the first one, and then in round steps. */
export function layerTicks(depth: number, layout: Layout["name"]): number[] {
  const most = layout === "wide" ? 20 : 10;
  const step = [1, 2, 5, 10].find((candidate) => depth / candidate <= most) ?? 20;
  const steps = Array.from({ length: Math.floor(depth / step) }, (_, place) => (place + 1) * step);
  return [1, ...steps.filter((layer) => layer - 1 > step / 2)];
}
