import { normalMatrix, random } from "@vanishing/core";
import { type Branch, branchOf, residualBranches } from "@vanishing/experiments";
import { type OwnExports, ownFunction, ownList } from "./own-function.ts";
import { depths, type ResidualMap } from "./residual-grid.ts";
import { residualMap, residualNetwork } from "./residual-model.ts";

/** The map of networks whose blocks, forward and back, the learner wrote in lesson 12, beside the theory of the same exercise. */
export function compute(own: OwnExports, values: { readonly seed: number }): ResidualMap {
  const gain = ownFunction<[string, number, number]>(own, "residualGain");
  return residualMap(values, {
    expected: ({ normalization, scale, blocks }) => gain(normalization, scale, blocks),
    measured(normalization, scale, seed) {
      const { batch, width, ...settings } = residualNetwork(normalization);
      const draw = random(seed);
      const layers = residualBranches(draw, { ...settings, width });
      const branches = layers.map((layer) => branchOf(layer, batch));
      const size = batch * width;
      const forward = ownList<[Branch, number[], number]>(own, "residual", size);
      const vjp = ownList<[number[], Branch, number[], number]>(own, "residualVjp", size);
      const normals = () => [...normalMatrix(draw, batch, width, 1).data];
      const states = [normals()];
      for (const branch of branches) states.push(forward(branch, states.at(-1) as number[], scale));
      return depths.map((blocks) => {
        const upstream = normals();
        const gradient = branches
          .slice(0, blocks)
          .reduceRight(
            (arrived, branch, place) => vjp(arrived, branch, states[place] as number[], scale),
            upstream,
          );
        return squaredNorm(gradient) / squaredNorm(upstream);
      });
    },
  });
}

function squaredNorm(list: readonly number[]): number {
  return list.reduce((sum, entry) => sum + entry * entry, 0);
}
