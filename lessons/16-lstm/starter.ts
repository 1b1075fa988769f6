// LSTM. Replace each line that throws, then run:  pnpm test lstm

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

/**
 * One step of an LSTM, for one example. With z = x·U + h·W + b in four blocks z_i, z_f, z_g, z_o of equal length:
 *
 *   i = σ(z_i)   f = σ(z_f)   g = tanh(z_g)   o = σ(z_o)
 *   c′ = f ⊙ c + i ⊙ g        h′ = o ⊙ tanh(c′)
 *
 * Here ⊙ is entry times entry. The state before the step is left as it is.
 *
 * Worked example, one unit and one input: U = [[1, 2, 3, 4]], W = [[0, 0, 0, 0]], b = [0, 0, 0, 0], x = [0.5], h = [0], c = [2]
 * gives c′ = [2.0255351339], h′ = [0.8506631970] (ten decimals).
 */
export function lstmStep(weights: LstmWeights, x: Values, state: LstmState): LstmState {
  throw new Error("TODO: lstmStep");
}

/**
 * What is left of a cell after so many steps in which the forget gate sees its bias b alone, and nothing is written:
 *
 *   σ(b)^T
 *
 * Worked example: b = 1 and T = 10 gives 0.0436035427941 (twelve digits).
 */
export function cellGain(forgetBias: number, steps: number): number {
  throw new Error("TODO: cellGain");
}

/**
 * The forget bias b with which σ(b)^T is `gain`. The inverse of `cellGain`: first the gate r that is needed in each step, then the b
 * that opens it so far.
 *
 *   r = gain^(1/T)        b = ln(r / (1 - r))
 *
 * Worked example: half of the cell left after 10 steps, T = 10 and gain = 0.5, takes b = 2.634240474 (ten digits).
 *
 * @param steps T, from 1 on
 * @param gain above 0 and below 1
 */
export function forgetBiasFor(steps: number, gain: number): number {
  throw new Error("TODO: forgetBiasFor");
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
