import type { Activation } from "@vanishing/activations";

/** A point of a curve over the inputs. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * The derivative of an activation as curves to draw: one piece, or where it jumps one on each side of the jump.
 *
 * @param inputs where it is computed, in rising order; a kink adds the slope on its left to one piece and that on its right to the next
 */
export function derivativePieces(f: Activation, inputs: readonly number[]): CurvePoint[][] {
  const [from = 0, to = 0] = [inputs[0], inputs.at(-1)];
  const kinks = f.kinks.filter(({ at }) => at > from && at < to);
  const edges = [from, ...kinks.map(({ at }) => at), to];
  return edges.slice(1).map((end, piece) => {
    const start = edges[piece] as number;
    const inside = inputs
      .filter((x) => (piece === 0 ? x >= start : x > start) && (piece === kinks.length ? x <= end : x < end))
      .map((x) => ({ x, y: f.derivative(x) }));
    const before = kinks[piece - 1];
    const after = kinks[piece];
    return [
      ...(before ? [{ x: before.at, y: before.right }] : []),
      ...inside,
      ...(after ? [{ x: after.at, y: after.left }] : []),
    ];
  });
}
