import { exp, log1p } from "./exponential.ts";
import { type Grouping, type Groups, groupsOf } from "./grouping.ts";
import type { Kernels } from "./kernels.ts";
import { sumInLanes } from "./lanes.ts";
import type { Matrix } from "./matrix.ts";

type GroupKernels = Pick<
  Kernels,
  | "totals"
  | "maxima"
  | "addAtMaxima"
  | "logSumExps"
  | "softmax"
  | "logSoftmax"
  | "addSoftmaxProduct"
  | "addSoftmaxGradient"
  | "addLogSoftmaxGradient"
  | "totalCrossEntropy"
  | "addCrossEntropyGradient"
>;

/** The kernels that take each row, each column or all entries together, as plain loops. */
export const plainGroupKernels: GroupKernels = {
  totals(a, grouping, divisor, target) {
    forEachGroup(a, grouping, (g, places) => {
      const sum = sumInLanes(places.length, (e) => entry(a, place(places, g, e)));
      target.data[g] = sum / divisor;
    });
  },

  maxima(a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      target.data[g] = entry(a, firstLargest(a, g, places));
    });
  },

  addAtMaxima(gradient, a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      add(target, firstLargest(a, g, places), entry(gradient, g));
    });
  },

  logSumExps(a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      target.data[g] = logSumExp(a, g, places);
    });
  },

  softmax(a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      const { top, whole } = wholeOf(a, g, places);
      for (let e = 0; e < places.length; e++) {
        const at = place(places, g, e);
        target.data[at] = share(a, at, top, whole);
      }
    });
  },

  logSoftmax(a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      const top = firstLargest(a, g, places);
      const rest = log1p(restOf(a, g, places, top));
      for (let e = 0; e < places.length; e++) {
        const at = place(places, g, e);
        target.data[at] = entry(a, at) - entry(a, top) - rest;
      }
    });
  },

  addSoftmaxProduct(gradient, a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      const { top, whole } = wholeOf(a, g, places);
      const received = entry(gradient, g);
      for (let e = 0; e < places.length; e++) {
        const at = place(places, g, e);
        add(target, at, received * share(a, at, top, whole));
      }
    });
  },

  // p ⊙ (G − Σ G ⊙ p) stays the same when one number is subtracted from all of G. Subtracting the G of the largest share
  // leaves small numbers only where that share is nearly 1; else all digits would cancel there.
  addSoftmaxGradient(gradient, a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      const { top, whole } = wholeOf(a, g, places);
      const reference = entry(gradient, top);
      const mean = sumInLanes(places.length, (e) => {
        const at = place(places, g, e);
        return (entry(gradient, at) - reference) * share(a, at, top, whole);
      });
      for (let e = 0; e < places.length; e++) {
        const at = place(places, g, e);
        add(target, at, share(a, at, top, whole) * (entry(gradient, at) - reference - mean));
      }
    });
  },

  // gᵢ − pᵢ Σ gₖ. At the largest share m it is written as gₘ Σ pₖ − pₘ Σ gₖ over the others, the same number, because
  // 1 − pₘ has no digits left where pₘ is nearly 1.
  addLogSoftmaxGradient(gradient, a, grouping, target) {
    forEachGroup(a, grouping, (g, places) => {
      const { top, rest, whole } = wholeOf(a, g, places);
      const atTop = entry(gradient, top);
      const otherGradients = sumInLanes(places.length, (e) => {
        const at = place(places, g, e);
        return at === top ? 0 : entry(gradient, at);
      });
      for (let e = 0; e < places.length; e++) {
        const at = place(places, g, e);
        const own = share(a, at, top, whole);
        if (at === top) add(target, at, atTop * (rest / whole) - own * otherGradients);
        else add(target, at, entry(gradient, at) - own * (otherGradients + atTop));
      }
    });
  },

  // −ln p_c = (xₘ − x_c) + ln(1 + the rest), each part 0 or more: nothing cancels where the loss is small.
  totalCrossEntropy(a, classes) {
    const places = groupsOf(a, "byRow");
    return sumInLanes(places.count, (row) => {
      const top = firstLargest(a, row, places);
      const ofClass = entry(a, place(places, row, classes[row] as number));
      return entry(a, top) - ofClass + log1p(restOf(a, row, places, top));
    });
  },

  // p_c − 1 is written as −Σ pₖ over the other classes, because p_c − 1 has no digits left where the loss is small.
  addCrossEntropyGradient(a, classes, factor, target) {
    forEachGroup(a, "byRow", (row, places) => {
      const { top, whole } = wholeOf(a, row, places);
      const ownClass = classes[row] as number;
      const others = sumInLanes(places.length, (e) =>
        e === ownClass ? 0 : share(a, place(places, row, e), top, whole),
      );
      for (let e = 0; e < places.length; e++) {
        const at = place(places, row, e);
        add(target, at, factor * (e === ownClass ? -others : share(a, at, top, whole)));
      }
    });
  },
};

function forEachGroup(a: Matrix, grouping: Grouping, visit: (g: number, places: Groups) => void): void {
  const places = groupsOf(a, grouping);
  for (let g = 0; g < places.count; g++) visit(g, places);
}

/** Where entry e of group g is. */
function place({ groupStep, entryStep }: Groups, g: number, e: number): number {
  return g * groupStep + e * entryStep;
}

/** An entry inside the bounds that the loops keep. TypeScript cannot see the bounds, hence the assertion. */
function entry(m: Matrix, at: number): number {
  return m.data[at] as number;
}

function add(target: Matrix, at: number, value: number): void {
  target.data[at] = entry(target, at) + value;
}

/** Where the largest entry of a group is: the first one among equals. NaN counts as larger than every number. */
function firstLargest(a: Matrix, g: number, places: Groups): number {
  let top = place(places, g, 0);
  for (let e = 1; e < places.length; e++) {
    const at = place(places, g, e);
    if (Number.isNaN(entry(a, top))) return top;
    if (entry(a, at) > entry(a, top) || Number.isNaN(entry(a, at))) top = at;
  }
  return top;
}

/**
 * Σ e^(xₖ − xₘ) over the entries of a group except its largest, xₘ. With that one, whose term is 1, the sum is 1 + rest.
 * NaN where xₘ is not finite, since ∞ − ∞ is.
 */
function restOf(a: Matrix, g: number, places: Groups, top: number): number {
  const largest = entry(a, top);
  const atLargest = largest - largest;
  return sumInLanes(places.length, (e) => {
    const at = place(places, g, e);
    return at === top ? atLargest : exp(entry(a, at) - largest);
  });
}

function logSumExp(a: Matrix, g: number, places: Groups): number {
  if (places.length === 0) return -Infinity;
  const top = firstLargest(a, g, places);
  const largest = entry(a, top);
  return Number.isFinite(largest) ? largest + log1p(restOf(a, g, places, top)) : largest;
}

/** The parts of a group's softmax: where its largest entry is, Σ e^(xₖ − xₘ) over the others, and over all. */
function wholeOf(a: Matrix, g: number, places: Groups): { top: number; rest: number; whole: number } {
  const top = firstLargest(a, g, places);
  const rest = restOf(a, g, places, top);
  return { top, rest, whole: 1 + rest };
}

/** The softmax of one entry, in float64. */
function share(a: Matrix, at: number, top: number, whole: number): number {
  return exp(entry(a, at) - entry(a, top)) / whole;
}
