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
    lstmCell({ data: z }, { data: c, rows, columns: hidden }, { data: c2 }) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [zi, zf, zg] = blocks(z, row, unit, hidden, 4);
        c2[at] = round(sigmoid(zf) * (c[at] as number)) + round(sigmoid(zi) * tanh(zg));
      });
    },

    addLstmCellGradients({ z, c: { data: c, rows, columns: hidden }, gradient: { data: g }, toZ, toC }) {
      clear(toZ);
      clear(toC);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [zi, zf, zg] = blocks(z.data, row, unit, hidden, 4);
        const gradient = g[at] as number;
        const place = 4 * row * hidden + unit;
        add(toZ, place, round(round(gradient * tanh(zg)) * sigmoidDerivative(zi)));
        add(toZ, place + hidden, round(round(gradient * (c[at] as number)) * sigmoidDerivative(zf)));
        add(toZ, place + 2 * hidden, round(round(gradient * sigmoid(zi)) * tanhDerivative(zg)));
        add(toC, at, round(gradient * sigmoid(zf)));
      });
    },

    lstmOutput({ data: z }, { data: c2, rows, columns: hidden }, { data: h2 }) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [, , , zo] = blocks(z, row, unit, hidden, 4);
        h2[at] = sigmoid(zo) * tanh(c2[at] as number);
      });
    },

    addLstmOutputGradients({ z, c: { data: c, rows, columns: hidden }, gradient: { data: g }, toZ, toC }) {
      clear(toZ);
      clear(toC);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [, , , zo] = blocks(z.data, row, unit, hidden, 4);
        const [gradient, cell] = [g[at] as number, c[at] as number];
        const place = (4 * row + 3) * hidden + unit;
        add(toZ, place, round(round(gradient * tanh(cell)) * sigmoidDerivative(zo)));
        add(toC, at, round(round(gradient * sigmoid(zo)) * tanhDerivative(cell)));
      });
    },

    gruStep({ data: p }, { data: q }, { data: a }, { data: h, rows, columns: hidden }, { data: h2 }) {
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [pr, pz, pn] = blocks(p, row, unit, hidden, 3);
        const [qr, qz, qn] = blocks(q, row, unit, hidden, 3);
        const r = sigmoid(round(pr + qr));
        const z = sigmoid(round(pz + qz));
        const candidate = round(qn + (a[unit] as number));
        const n = tanh(round(pn + round(r * candidate)));
        h2[at] = round(z * (h[at] as number)) + round(round(1 - z) * n);
      });
    },

    addGruGradients({ p, q, a, h, gradientH2, toP, toQ, toA, toH }) {
      const { rows, columns: hidden } = h;
      for (const place of [toP, toQ, toA, toH]) clear(place);
      forEachUnit(rows, hidden, (at, row, unit) => {
        const [pr, pz, pn] = blocks(p.data, row, unit, hidden, 3);
        const [qr, qz, qn] = blocks(q.data, row, unit, hidden, 3);
        const [zr, zz] = [round(pr + qr), round(pz + qz)];
        const [r, z] = [sigmoid(zr), sigmoid(zz)];
        const candidate = round(qn + (a.data[unit] as number));
        const zn = round(pn + round(r * candidate));
        const gradient = gradientH2.data[at] as number;
        const ofKeeping = round(round(gradient * (h.data[at] as number)) - round(gradient * tanh(zn)));
        const gradientN = round(round(gradient * round(1 - z)) * tanhDerivative(zn));
        const gradientZ = round(ofKeeping * sigmoidDerivative(zz));
        const gradientR = round(round(gradientN * candidate) * sigmoidDerivative(zr));
        const ofCandidate = round(gradientN * r);
        addBlocks(toP, row, unit, hidden, [gradientR, gradientZ, gradientN]);
        addBlocks(toQ, row, unit, hidden, [gradientR, gradientZ, ofCandidate]);
        add(toA, unit, ofCandidate);
        add(toH, at, round(gradient * z));
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

/** One unit's entry of each of the blocks that stand side by side in a row. */
function blocks<Count extends 3 | 4>(
  data: Matrix["data"],
  row: number,
  unit: number,
  hidden: number,
  count: Count,
): Count extends 3 ? [number, number, number] : [number, number, number, number];
function blocks(data: Matrix["data"], row: number, unit: number, hidden: number, count: number): number[] {
  const first = row * count * hidden + unit;
  return Array.from({ length: count }, (_, place) => data[first + place * hidden] as number);
}

function clear({ target, fromZeros }: GradientPlace): void {
  if (fromZeros) target?.data.fill(0);
}

function add({ target }: GradientPlace, at: number, value: number): void {
  if (target !== undefined) target.data[at] = (target.data[at] as number) + value;
}

function addBlocks(place: GradientPlace, row: number, unit: number, hidden: number, values: number[]): void {
  const first = row * values.length * hidden + unit;
  values.forEach((value, block) => {
    add(place, first + block * hidden, value);
  });
}
