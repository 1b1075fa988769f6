import { sigmoid, sigmoidDerivative, tanh, tanhDerivative } from "./elementary.ts";
import { sigmoidDerivativeF32, sigmoidF32, tanhDerivativeF32, tanhF32 } from "./exponential-f32.ts";
import type { GradientPlace, Kernels } from "./kernels.ts";
import type { Matrix } from "./matrix.ts";

type GateKernels = Pick<
  Kernels,
  | "lstmCell"
  | "addLstmCellGradients"
  | "lstmOutput"
  | "addLstmOutputGradients"
  | "gruStep"
  | "addGruGradients"
>;

/** The functions of a gate, and how each result is rounded. */
interface Arithmetic {
  round(x: number): number;
  sigmoid(x: number): number;
  sigmoidDerivative(x: number): number;
  tanh(x: number): number;
  tanhDerivative(x: number): number;
}

/** The kernels of gates as plain loops, in one arithmetic: every product and sum is rounded before it is used. */
function gateKernels({ round, sigmoid, sigmoidDerivative, tanh, tanhDerivative }: Arithmetic): GateKernels {
  return {
    lstmCell({ data: z }, { data: c, rows, columns: hidden }, { data: c2 }, kept) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [zi, zf, zg] = blocks(z, row, unit, hidden, 4);
        const [i, f, g] = [sigmoid(zi), sigmoid(zf), tanh(zg)];
        const before = c[at] as number;
        c2[at] = round(f * before) + round(i * g);
        keep(kept, row, unit, hidden, () => [
          sigmoidDerivative(zi) * g,
          sigmoidDerivative(zf) * before,
          i * tanhDerivative(zg),
          f,
        ]);
      });
    },

    addLstmCellGradients({ kept: { data: kept }, gradient, toZ, toC }) {
      const { data: g, rows, columns: hidden } = gradient;
      clear(toZ);
      clear(toC);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [ofI, ofF, ofG, ofC] = blocks(kept, row, unit, hidden, 4);
        const received = g[at] as number;
        const place = 4 * row * hidden + unit;
        add(toZ, place, round(received * ofI));
        add(toZ, place + hidden, round(received * ofF));
        add(toZ, place + 2 * hidden, round(received * ofG));
        add(toC, at, round(received * ofC));
      });
    },

    lstmOutput({ data: z }, { data: c2, rows, columns: hidden }, { data: h2 }, kept) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const zo = blocks(z, row, unit, hidden, 4)[3];
        const [o, cell] = [sigmoid(zo), tanh(c2[at] as number)];
        h2[at] = o * cell;
        keep(kept, row, unit, hidden, () => [
          sigmoidDerivative(zo) * cell,
          o * tanhDerivative(c2[at] as number),
        ]);
      });
    },

    addLstmOutputGradients({ kept: { data: kept }, gradient, toZ, toC }) {
      const { data: g, rows, columns: hidden } = gradient;
      clear(toZ);
      clear(toC);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [ofO, ofC] = blocks(kept, row, unit, hidden, 2);
        const received = g[at] as number;
        add(toZ, (4 * row + 3) * hidden + unit, round(received * ofO));
        add(toC, at, round(received * ofC));
      });
    },

    gruStep({ data: p }, { data: q }, { data: a }, { data: h, rows, columns: hidden }, { data: h2 }, kept) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [pr, pz, pn] = blocks(p, row, unit, hidden, 3);
        const [qr, qz, qn] = blocks(q, row, unit, hidden, 3);
        const [zr, zz] = [round(pr + qr), round(pz + qz)];
        const [r, z] = [sigmoid(zr), sigmoid(zz)];
        const candidate = round(qn + (a[unit] as number));
        const zn = round(pn + round(r * candidate));
        const n = tanh(zn);
        const before = h[at] as number;
        const replaced = round(1 - z);
        h2[at] = round(z * before) + round(replaced * n);
        keep(kept, row, unit, hidden, () => [
          sigmoidDerivative(zz) * round(before - n),
          replaced * tanhDerivative(zn),
          sigmoidDerivative(zr) * candidate,
          r,
          z,
        ]);
      });
    },

    addGruGradients({ kept: { data: kept }, gradient, toP, toQ, toA, toH }) {
      const { data: g, rows, columns: hidden } = gradient;
      for (const place of [toP, toQ, toA, toH]) clear(place);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [keptZ, keptN, keptR, r, z] = blocks(kept, row, unit, hidden, 5);
        const received = g[at] as number;
        const ofN = round(received * keptN);
        const [ofR, ofZ, ofCandidate] = [round(ofN * keptR), round(received * keptZ), round(ofN * r)];
        const place = 3 * row * hidden + unit;
        for (const [target, last] of [
          [toP, ofN],
          [toQ, ofCandidate],
        ] as const) {
          add(target, place, ofR);
          add(target, place + hidden, ofZ);
          add(target, place + 2 * hidden, last);
        }
        add(toA, unit, ofCandidate);
        add(toH, at, round(received * z));
      });
    },
  };
}

/** The gate kernels of both precisions. */
export const plainGateKernels = {
  f32: gateKernels({
    round: Math.fround,
    sigmoid: sigmoidF32,
    sigmoidDerivative: sigmoidDerivativeF32,
    tanh: tanhF32,
    tanhDerivative: tanhDerivativeF32,
  }),
  f64: gateKernels({ round: (x) => x, sigmoid, sigmoidDerivative, tanh, tanhDerivative }),
};

function forEachUnit(
  rows: number,
  hidden: number,
  visit: (at: number, row: number, unit: number) => void,
): void {
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < hidden; unit++) visit(row * hidden + unit, row, unit);
  }
}

/** One unit's entry of each of the blocks that stand side by side in a row, of which there are at most five. */
function blocks(
  data: Matrix["data"],
  row: number,
  unit: number,
  hidden: number,
  count: number,
): [number, number, number, number, number] {
  const first = row * count * hidden + unit;
  return [0, 1, 2, 3, 4].map((place) => data[first + place * hidden] ?? Number.NaN) as never;
}

/** Puts one unit's entry into each of the blocks, if they are wanted. */
function keep(
  kept: Matrix | undefined,
  row: number,
  unit: number,
  hidden: number,
  entries: () => readonly number[],
): void {
  if (kept === undefined) return;
  const all = entries();
  all.forEach((entry, place) => {
    kept.data[(row * all.length + place) * hidden + unit] = entry;
  });
}

function clear({ target, fromZeros }: GradientPlace): void {
  if (fromZeros) target?.data.fill(0);
}

function add({ target }: GradientPlace, at: number, value: number): void {
  if (target !== undefined) target.data[at] = (target.data[at] as number) + value;
}
