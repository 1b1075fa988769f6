import { type ESTree, parseSync, Visitor } from "vite";

const file = "predictions.ts";

/** A statement of a module: its text with the comments above it, the names that it declares, and all names in it. */
interface Statement {
  readonly node: ESTree.Node;
  readonly text: string;
  readonly declares: readonly string[];
  readonly names: readonly string[];
}

/**
 * The part of a module that a call of one of its functions runs: the function, what it uses of its file, and what these import. It is what
 * a reader is shown, so that it is all there and nothing else is.
 *
 * @throws when there is no such function, or the text cannot be parsed
 */
export function codeThatRuns(module: string, name: string): string {
  const text = module.replaceAll("\r\n", "\n");
  const statements = statementsOf(text);
  const used = new Set<string>();
  const queue = [name];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (used.has(next)) continue;
    used.add(next);
    queue.push(...(statements.find(({ declares }) => declares.includes(next as string))?.names ?? []));
  }
  const shown = statements.filter(({ declares }) => declares.some((declared) => used.has(declared)));
  const others = shown.filter(({ node }) => node.type !== "ImportDeclaration");
  if (!others.some(({ declares }) => declares.includes(name))) {
    throw new Error(`${file} has no function ${name}.`);
  }
  const imports = shown.flatMap(({ node }) =>
    node.type === "ImportDeclaration" ? [importOf(node, text, used)] : [],
  );
  return [imports.join("\n"), ...others.map(({ text }) => text)].filter((part) => part !== "").join("\n\n");
}

function statementsOf(text: string): Statement[] {
  const { program, errors } = parseSync(file, text, { lang: "ts", sourceType: "module" });
  const [error] = errors;
  if (error) throw new Error(`${file} cannot be parsed: ${error.message}`);
  // Names of properties and parameters among them: at worst, a line too much is shown.
  const identifiers: { name: string; start: number }[] = [];
  new Visitor({ Identifier: (identifier) => void identifiers.push(identifier) }).visit(program);
  let end = 0;
  return program.body.map((node) => {
    const before = end;
    end = node.end;
    const isInside = ({ start }: { start: number }) => start >= node.start && start < node.end;
    return {
      node,
      text: text.slice(before, node.end).trim(),
      declares: declaredBy(node),
      // What is imported is another file's.
      names: node.type === "ImportDeclaration" ? [] : identifiers.filter(isInside).map(({ name }) => name),
    };
  });
}

function declaredBy(node: ESTree.Node): string[] {
  if (node.type === "ImportDeclaration") return node.specifiers.map(({ local }) => local.name);
  if (node.type === "ExportNamedDeclaration" && node.declaration) return declaredBy(node.declaration);
  if (node.type === "VariableDeclaration") {
    return node.declarations.flatMap(({ id }) => (id.type === "Identifier" ? [id.name] : []));
  }
  return node.type === "FunctionDeclaration" && node.id ? [node.id.name] : [];
}

/** The import with those names only that are used. */
function importOf(
  { specifiers, source }: ESTree.ImportDeclaration,
  text: string,
  used: ReadonlySet<string>,
): string {
  const textsOf = (isNamed: boolean) =>
    specifiers
      .filter(({ type, local }) => (type === "ImportSpecifier") === isNamed && used.has(local.name))
      .map(({ start, end }) => text.slice(start, end));
  const named = textsOf(true);
  const clauses = [...textsOf(false), ...(named.length > 0 ? [`{ ${named.join(", ")} }`] : [])];
  return `import ${clauses.join(", ")} from ${JSON.stringify(source.value)};`;
}
