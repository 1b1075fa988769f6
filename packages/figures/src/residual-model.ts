import {
  type BranchNormalization,
  type ResidualSettings,
  residualFactors,
  residualGradients,
} from "@vanishing/experiments";
import { depths, normalizations, type ResidualMap, scales } from "./residual-grid.ts";

/** The networks of the map: all are the first blocks of one of these. Batch normalisation has statistics to take. */
export function residualNetwork(normalization: BranchNormalization) {
  return {
    normalization,
    blocks: depths.at(-1) as number,
    width: 32,
    batch: normalization === "batch" ? 32 : 16,
  };
}

/** Where the numbers of the map come from. A learner's own functions can take its place. */
export interface ResidualSource {
  /** What theory says of the growth of the squared gradient. */
  expected(settings: ResidualSettings): number;
  /** The growth in a real network, cut off at each of the depths. */
  measured(normalization: BranchNormalization, scale: number, seed: number): readonly number[];
}

const packagesSource: ResidualSource = {
  expected: (settings) => residualFactors(settings).reduce((growth, factor) => growth * factor),
  measured: (normalization, scale, seed) =>
    residualGradients({ ...residualNetwork(normalization), scale, depths, seed }).map(
      ({ squaredGradients: [first] }) => first as number,
    ),
};

/** The growth of the squared gradient in networks of all depths, scales and normalisations, and what theory says of it. */
export function residualMap(
  { seed }: { readonly seed: number },
  source: ResidualSource = packagesSource,
): ResidualMap {
  return {
    seed,
    cells: normalizations.flatMap((normalization) =>
      scales.flatMap((scale) => {
        const measured = source.measured(normalization, scale, seed);
        return depths.map((blocks, place) => ({
          normalization,
          blocks,
          scale,
          measured: measured[place] as number,
          expected: source.expected({ normalization, scale, blocks }),
        }));
      }),
    ),
  };
}
