import { checkMatrix, describeValue, failure, type Matrix, shapeOf } from "@vanishing/core";
import { identity, product } from "./matrix-product.ts";

/**
 * ∂s_T/∂s_t for t = 0, 1, …, T, from the Jacobians J₁, …, J_T of the steps: J_T ··· J_{t+1}, in f64, and the identity for t = T.
 * Entry t of the result belongs to the state after t steps.
 *
 * @param jacobians square matrices of one size, that of the first step first: number t − 1 is J_t = ∂s_t/∂s_{t−1}
 * @throws when there are none, or they are not square and of one size.
 */
export function jacobianProducts(jacobians: readonly Matrix[]): Matrix[] {
  if (!Array.isArray(jacobians) || jacobians.length === 0) {
    throw failure(
      "jacobianProducts",
      "a list of at least one Jacobian",
      describeValue(jacobians),
      "pass one for each step, the first step first",
    );
  }
  jacobians.forEach((jacobian: Matrix, step) => {
    checkMatrix(`jacobianProducts, jacobians[${step}]`, jacobian);
    const { rows: size } = jacobians[0] as Matrix;
    if (jacobian.rows === size && jacobian.columns === size) return;
    throw failure(
      `jacobianProducts, jacobians[${step}]`,
      `a ${size}×${size} matrix`,
      shapeOf(jacobian),
      "a state has the same size before and after each step",
    );
  });
  const products = [identity((jacobians[0] as Matrix).rows)];
  for (const jacobian of jacobians.toReversed()) products.push(product(products.at(-1) as Matrix, jacobian));
  return products.reverse();
}
