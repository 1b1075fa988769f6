import { differentiate, parse } from "@vanishing/verification";
import type { ConstantNode, FunctionNode, MathNode, OperatorNode } from "mathjs";
import type { Activation, Interval } from "../activation.ts";

/** TeX of f(x), from the pieces of the row. Where f is continuous, a point between two pieces counts to the left one. */
export function texOfValue({ pieces }: Activation): string {
  return texOfCases(pieces.map((piece) => ({ ...piece, tex: texOf(parse(piece.formula)), closed: true })));
}

/** TeX of f′(x), from the symbolic derivatives of the pieces. A kink belongs to neither side. */
export function texOfDerivative({ pieces, kinks }: Activation): string {
  return texOfCases(
    pieces.map((piece) => ({
      ...piece,
      tex: texOf(differentiate(piece.formula)),
      closed: !kinks.some(({ at }) => at === piece.to),
    })),
  );
}

interface Case extends Interval {
  readonly tex: string;
  /** Whether the point `to` belongs to this case. */
  readonly closed: boolean;
}

function texOfCases(cases: readonly Case[]): string {
  const [first, ...others] = cases;
  if (first && others.length === 0) return first.tex;
  const rows = cases.map((row) => `${row.tex} & \\text{if } ${texOfCondition(row)}`);
  return `\\begin{cases} ${rows.join(" \\\\ ")} \\end{cases}`;
}

function texOfCondition({ from, to, closed }: Case): string {
  if (to === Infinity) return `x > ${from}`;
  return `${from === -Infinity ? "" : `${from} < `}x ${closed ? "\\le" : "<"} ${to}`;
}

/** TeX of a formula: mathjs's own, with e^u for exp(u), tanh x and sech² x for functions of a mere symbol, and 1/6 for 0.1666…. */
export function texOf(formula: MathNode): string {
  const tex = formula.toTex({ parenthesis: "auto", handler: texOfNode });
  // mathjs writes " x"; a space is needed only after a command.
  return tex.replace(/(?<!\\[a-zA-Z]+) /g, "");
}

/** Functions that are written with parentheses around a mere symbol, too. */
const letters: Readonly<Record<string, string>> = {
  sigmoid: "\\sigma",
  standardNormalDensity: "\\varphi",
  standardNormalDistribution: "\\Phi",
};

const functionTex: Readonly<Record<string, string>> = {
  log: "\\ln",
  atan: "\\arctan",
  erf: "\\operatorname{erf}",
  sech: "\\operatorname{sech}",
  tanh: "\\tanh",
};

type TexOptions = Parameters<MathNode["toTex"]>[0];

function texOfNode(node: MathNode, options: TexOptions): string | undefined {
  // With a space in front, as mathjs writes its symbols, so that \cdot and e stay apart.
  if (node.type === "ConstantNode") return texOfConstant(node as ConstantNode);
  if (isFunction(node, "exp")) return ` e^{${node.args[0]?.toTex(options)}}`;
  if (isFunction(node, "log1p")) return `\\ln\\left(1+${node.args[0]?.toTex(options)}\\right)`;
  if (isFunction(node, "sqrt")) return `\\sqrt{${node.args[0]?.toTex(options)}}`;
  if (isFunction(node)) return texOfFunction(node, "", options);
  if (node.type !== "OperatorNode") return undefined;
  const { op, args } = node as OperatorNode;
  const [base, exponent] = args;
  if (op !== "^" || !base || !exponent || !isFunction(base)) return undefined;
  const power = `^{${exponent.toTex(options)}}`;
  return base.fn.name === "exp"
    ? `\\left(${base.toTex(options)}\\right)${power}`
    : texOfFunction(base, power, options);
}

/** A number of so many digits that it stands for a fraction is written as that, and others as mathjs does. */
function texOfConstant({ value }: ConstantNode): string | undefined {
  if (String(value).length < 60) return undefined;
  const denominator = [3, 6].find((d) => Math.abs((Number(value) * d) % 1) < 1e-12);
  if (denominator === undefined) throw new Error(`No TeX for the number ${value}.`);
  return `\\frac{${Math.round(Number(value) * denominator)}}{${denominator}}`;
}

function texOfFunction({ fn, args }: FunctionNode, power: string, options: TexOptions): string {
  const symbol = functionTex[fn.name] ?? letters[fn.name];
  const [argument] = args;
  if (!symbol || !argument) throw new Error(`No TeX for the function ${fn.name}. Add it to functionTex.`);
  const tex = argument.toTex(options);
  return `${symbol}${power}${argument.type === "SymbolNode" && !letters[fn.name] ? ` ${tex}` : `\\left(${tex}\\right)`}`;
}

function isFunction(node: MathNode, name?: string): node is FunctionNode {
  return node.type === "FunctionNode" && (name === undefined || (node as FunctionNode).fn.name === name);
}
