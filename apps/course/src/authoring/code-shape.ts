import { type Node, parseExpressionAt } from "acorn";

/**
 * What is left of a function's code when its layout, its comments and the names that it gives itself are taken away: two texts with the
 * same shape are the same code. Names from outside of the function stay, since there they mean something.
 *
 * @param code a function's text without types, as `toString` gives it
 * @throws SyntaxError where the text is no function
 */
export function codeShape(code: string): string {
  const own = new Set<string>();
  const tree = asTree(code);
  // Names first: a function may be used above the line that declares it.
  declare(tree, own);
  const numbers = new Map<string, string>();
  const rename = (name: string) => {
    if (own.has(name) && !numbers.has(name)) numbers.set(name, `own ${numbers.size}`);
    return numbers.get(name) ?? name;
  };
  return JSON.stringify(shapeOf(tree, rename));
}

type Part = Readonly<Record<string, unknown>>;

function asTree(code: string): Part {
  try {
    return parse(`(${code})`);
  } catch (error) {
    // A method of an object stands by itself: name(inputs) { … }.
    const [property] = (parseOr(error, `({${code}})`) as { properties?: readonly Part[] }).properties ?? [];
    return property?.value as Part;
  }
}

function parseOr(error: unknown, code: string): Part {
  try {
    return parse(code);
  } catch {
    throw error;
  }
}

function parse(code: string): Part {
  return parseExpressionAt(code, 0, { ecmaVersion: "latest", sourceType: "module" }) as Node & Part;
}

const functions = ["FunctionExpression", "FunctionDeclaration", "ArrowFunctionExpression"];

function isPart(value: unknown): value is Part {
  return typeof value === "object" && value !== null;
}

function declare(node: unknown, own: Set<string>): void {
  if (Array.isArray(node)) for (const part of node) declare(part, own);
  else if (isPart(node)) {
    if (node.type === "VariableDeclarator") bind(node.id, own);
    if (functions.includes(node.type as string)) {
      bind(node.id, own);
      bind(node.params, own);
    }
    if (node.type === "CatchClause") bind(node.param, own);
    for (const part of Object.values(node)) declare(part, own);
  }
}

/** Takes up every name that a pattern gives. */
function bind(pattern: unknown, own: Set<string>): void {
  if (Array.isArray(pattern)) for (const part of pattern) bind(part, own);
  else if (isPart(pattern)) {
    if (pattern.type === "Identifier") own.add(pattern.name as string);
    if (pattern.type === "AssignmentPattern") bind(pattern.left, own);
    if (pattern.type === "RestElement") bind(pattern.argument, own);
    if (pattern.type === "ArrayPattern") bind(pattern.elements, own);
    if (pattern.type === "ObjectPattern") bind(pattern.properties, own);
    if (pattern.type === "Property") bind(pattern.value, own);
  }
}

function shapeOf(node: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(node)) return node.map((part) => shapeOf(part, rename));
  if (typeof node === "bigint" || node instanceof RegExp) return String(node);
  if (!isPart(node)) return node;
  if (node.type === "Identifier") return rename(node.name as string);
  if (node.type === "Literal") return { literal: shapeOf(node.value, rename) };
  if (functions.includes(node.type as string)) {
    // An arrow that gives an expression is a body that returns it, and how a function is called plays no part.
    const body = node.expression
      ? [{ type: "ReturnStatement", argument: node.body }]
      : (node.body as Part).body;
    const { async, generator, params } = node;
    return shapeOf({ type: "function", async, generator, params, body }, rename);
  }
  if (node.type === "MemberExpression" && !node.computed) {
    const { object, property, optional } = node;
    return { member: shapeOf(object, rename), name: (property as Part).name, optional };
  }
  if (node.type === "Property" && !node.computed) {
    return { key: (node.key as Part).name ?? (node.key as Part).value, value: shapeOf(node.value, rename) };
  }
  const { start: _start, end: _end, ...rest } = node;
  return Object.fromEntries(Object.entries(rest).map(([key, part]) => [key, shapeOf(part, rename)]));
}
