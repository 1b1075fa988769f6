type Values = readonly number[];
type Rows = readonly Values[];

/** Four blocks of columns stand side by side, in the order i, f, g, o. */
export interface LstmWeights {
  /** U, a row for each input, 4 · hidden columns. */
  readonly inputWeight: Rows;
  /** W, a row for each hidden unit, 4 · hidden columns. */
  readonly recurrentWeight: Rows;
  /** b, 4 · hidden numbers. */
  readonly bias: Values;
}

export interface LstmState {
  readonly h: Values;
  readonly c: Values;
}

export function lstmStep(
  { inputWeight, recurrentWeight, bias }: LstmWeights,
  x: Values,
  { h, c }: LstmState,
): LstmState {
  const fromInput = times(x, inputWeight);
  const fromHidden = times(h, recurrentWeight);
  const z = bias.map((b, k) => (fromInput[k] ?? 0) + (fromHidden[k] ?? 0) + b);
  const block = (place: number) => z.slice(place * h.length, (place + 1) * h.length);
  const [i, f, o] = [block(0), block(1), block(3)].map((gate) => gate.map(sigmoid)) as [
    number[],
    number[],
    number[],
  ];
  const g = block(2).map(Math.tanh);
  const next = c.map((cell, j) => (f[j] ?? 0) * cell + (i[j] ?? 0) * (g[j] ?? 0));
  return { h: next.map((cell, j) => (o[j] ?? 0) * Math.tanh(cell)), c: next };
}

export function cellGain(forgetBias: number, steps: number): number {
  return sigmoid(forgetBias) ** steps;
}

export function forgetBiasFor(steps: number, gain: number): number {
  const r = gain ** (1 / steps);
  return Math.log(r / (1 - r));
}

// Given: what follows is ready for use.

/** σ(x) = 1 / (1 + e^(-x)) */
function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** A row of numbers times a matrix in rows: entry k is row[0] · rows[0][k] + row[1] · rows[1][k] + … */
function times(row: Values, rows: Rows): number[] {
  const columns = rows[0]?.map((_, k) => k) ?? [];
  return columns.map((k) => row.reduce((sum, entry, j) => sum + entry * (rows[j]?.[k] ?? 0), 0));
}
