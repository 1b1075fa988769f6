import { type BigNumber, exactly } from "@vanishing/verification";

/** One line of numbers to normalise, and γ ⊙ g, in float64. */
export interface ExactLine {
  readonly x: readonly number[];
  readonly scaledGradient: readonly number[];
  readonly epsilon: number;
}

/**
 * x̂ and ∂L/∂x of x̂ = (x − μ)/√(v + ε) with 64 digits, in the form of three terms, one for each way from x to L: directly,
 * through v, and through μ (Ioffe and Szegedy, section 3).
 */
export function exactlyStandardized({ x, scaledGradient, epsilon }: ExactLine): {
  normalized: number[];
  gradient: number[];
} {
  const [xs, gs] = [x.map(exactly), scaledGradient.map(exactly)];
  const m = exactly(x.length);
  const mean = total(xs).div(m);
  const deviations = xs.map((entry) => entry.minus(mean));
  const variance = total(deviations.map((d) => d.times(d))).div(m);
  const root = variance.plus(exactly(epsilon)).sqrt();
  const byVariance = total(gs.map((g, e) => g.times(deviations[e] as BigNumber)))
    .div(root.pow(3))
    .div(-2);
  const byMean = total(gs)
    .div(root)
    .neg()
    .minus(byVariance.times(2).times(total(deviations)).div(m));
  const gradient = gs.map((g, e) => {
    const throughVariance = byVariance
      .times(2)
      .times(deviations[e] as BigNumber)
      .div(m);
    return g.div(root).plus(throughVariance).plus(byMean.div(m)).toNumber();
  });
  return { normalized: deviations.map((d) => d.div(root).toNumber()), gradient };
}

/** The same for x̂ = x/√(mean(x²) + ε): two terms, directly and through the mean square. */
export function exactlyRmsNormalized({ x, scaledGradient, epsilon }: ExactLine): {
  normalized: number[];
  gradient: number[];
} {
  const [xs, gs] = [x.map(exactly), scaledGradient.map(exactly)];
  const m = exactly(x.length);
  const root = total(xs.map((entry) => entry.times(entry)))
    .div(m)
    .plus(exactly(epsilon))
    .sqrt();
  const byMeanSquare = total(gs.map((g, e) => g.times(xs[e] as BigNumber)))
    .div(root.pow(3))
    .div(-2);
  const gradient = gs.map((g, e) =>
    g
      .div(root)
      .plus(
        byMeanSquare
          .times(2)
          .times(xs[e] as BigNumber)
          .div(m),
      )
      .toNumber(),
  );
  return { normalized: xs.map((entry) => entry.div(root).toNumber()), gradient };
}

function total(terms: readonly BigNumber[]): BigNumber {
  return terms.reduce((sum, term) => sum.plus(term));
}
