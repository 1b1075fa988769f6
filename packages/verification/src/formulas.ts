import type { FunctionNode, MathNode } from "mathjs";
import { math } from "./sixty-four-digits.ts";
import {
  erf,
  erfc,
  log1p,
  sigmoid,
  standardNormalDensity,
  standardNormalDistribution,
} from "./special-functions.ts";

math.import(
  { erf, erfc, log1p, sigmoid, standardNormalDensity, standardNormalDistribution },
  { override: true },
);

/** Functions that a formula may use although mathjs has no rule for their derivatives, which stand here as formulas in u. */
const derivatives: Readonly<Record<string, MathNode>> = {
  erf: math.parse("2 / sqrt(pi) * exp(-u^2)"),
  erfc: math.parse("-2 / sqrt(pi) * exp(-u^2)"),
  log1p: math.parse("1 / (1 + u)"),
  sigmoid: math.parse("sigmoid(u) * sigmoid(-u)"),
  standardNormalDensity: math.parse("-u * standardNormalDensity(u)"),
  standardNormalDistribution: math.parse("standardNormalDensity(u)"),
};

const chainRule = math.parse("partial + outer * slope * inner");

/**
 * Reads a formula in x; every number in it has 64 digits. Besides what mathjs knows, a formula may use erf, erfc, log1p, sigmoid,
 * standardNormalDensity and standardNormalDistribution, which keep all digits everywhere.
 */
export function parse(formula: string): MathNode {
  return math.parse(formula);
}

/** The symbolic derivative of a formula in x, with respect to x. */
export function differentiate(formula: string | MathNode): MathNode {
  return math.simplify(derivative(math.parse(formula.toString())));
}

/**
 * mathjs differentiates all but the functions of the table. So each g(u) of them becomes a symbol first, and the chain rule brings it
 * back: df/dx = ∂f/∂x + ∂f/∂g · g′(u) · du/dx.
 */
function derivative(formula: MathNode): MathNode {
  const replaced: Record<string, FunctionNode> = {};
  const outer = formula.transform((node) => {
    if (!isOfTable(node)) return node;
    const name = `replaced${Object.keys(replaced).length}`;
    replaced[name] = node;
    return new math.SymbolNode(name);
  });
  const partial = (variable: string) => math.resolve(math.derivative(outer, variable), replaced);
  return Object.entries(replaced).reduce((sum, [name, { fn, args }]) => {
    const [u] = args as [MathNode];
    const slope = math.resolve(derivatives[fn.name] as MathNode, { u });
    return math.resolve(chainRule, { partial: sum, outer: partial(name), slope, inner: derivative(u) });
  }, partial("x"));
}

function isOfTable(node: MathNode): node is FunctionNode {
  return node.type === "FunctionNode" && Object.hasOwn(derivatives, (node as FunctionNode).fn.name);
}
