import { visit } from "unist-util-visit";
import { type ESTree, parseSync } from "vite";
import type { Finding } from "./finding.ts";
import { lineAt } from "./line-numbers.ts";
import { parsePage } from "./page-text.ts";

const file = "predictions.ts";

/** Something with a name, and its line. */
interface Named {
  readonly name: string | undefined;
  readonly line: number | undefined;
}

/**
 * Every question of a page names a function of predictions.ts, and every function there answers one. A function takes nothing: the page has
 * nothing to give it. What cannot be parsed is found by other checks.
 */
export function checkPredictions(page: string, predictions: string): Finding[] {
  const questions = questionsIn(page);
  const functions = functionsIn(predictions);
  if (!questions || !functions) return [];
  const known = functions.found.map(({ name }) => name);
  const asked = questions.map(({ name }) => name);
  return [
    ...questions.flatMap((question) => asksNothing(question, known)),
    ...functions.findings,
    ...functions.found.flatMap((one) => answersNothing(one, asked)),
  ];
}

function asksNothing({ name, line }: Named, known: readonly (string | undefined)[]): Finding[] {
  if (name !== undefined && known.includes(name)) return [];
  const problem =
    name === undefined
      ? "A <Predict> names no function."
      : `A <Predict> runs ${name}, and predictions.ts exports no function ${name}.`;
  const advice =
    known.length === 0
      ? `Export a function from ${file}, and name it: run="name".`
      : `Name one that ${file} exports, run="name": ${known.join(", ")}.`;
  return [{ file: "lesson.mdx", line, problem, advice }];
}

function answersNothing({ name, line }: Named, asked: readonly (string | undefined)[]): Finding[] {
  if (asked.includes(name)) return [];
  const problem = `No question of the page runs ${name}.`;
  return [
    {
      file,
      line,
      problem,
      advice: `Ask the question in lesson.mdx, <Predict run="${name}">, or take the function out.`,
    },
  ];
}

/** The questions of a page; `undefined` where it cannot be parsed. */
function questionsIn(page: string): Named[] | undefined {
  const found: Named[] = [];
  try {
    visit(parsePage(page), (node) => {
      if (node.type !== "mdxJsxFlowElement" && node.type !== "mdxJsxTextElement") return;
      if (node.name !== "Predict") return;
      const run = node.attributes.find(
        (attribute) => attribute.type === "mdxJsxAttribute" && attribute.name === "run",
      );
      found.push({
        name: typeof run?.value === "string" ? run.value : undefined,
        line: node.position?.start.line,
      });
    });
  } catch {
    return undefined;
  }
  return found;
}

/** The functions that predictions.ts exports, and what it should not export; `undefined` where it cannot be parsed. */
function functionsIn(text: string): { found: Named[]; findings: Finding[] } | undefined {
  const { program, errors } = parseSync(file, text, { lang: "ts", sourceType: "module" });
  if (errors.length > 0) return undefined;
  const found: Named[] = [];
  const findings: Finding[] = [];
  for (const statement of program.body) {
    if (!statement.type.startsWith("Export")) continue;
    const line = lineAt(text, statement.start);
    const declared = functionOf(statement);
    if (!declared) {
      findings.push({
        file,
        line,
        problem: "This export is no function with a name.",
        advice: "Write it as  export function name() { … }, or keep it to the file.",
      });
      continue;
    }
    found.push({ name: declared.id?.name, line });
    if (declared.params.length > 0) {
      findings.push({
        file,
        line,
        problem: `${declared.id?.name} takes an argument, and the page calls it with none.`,
        advice: "Write the values into the function.",
      });
    }
  }
  return { found, findings };
}

function functionOf(statement: ESTree.Node): ESTree.Function | undefined {
  if (statement.type !== "ExportNamedDeclaration") return undefined;
  const { declaration } = statement;
  return declaration?.type === "FunctionDeclaration" ? declaration : undefined;
}
