import { type ESTree, parseSync, Visitor } from "vite";
import type { Finding } from "./finding.ts";
import { importViolations } from "./import-direction.ts";
import { type LessonFolder, lessonFiles } from "./lesson-folder.ts";
import { lineAt } from "./line-numbers.ts";
import { namedModules } from "./named-modules.ts";

const file = "lesson.test.ts";

/**
 * What can be told of a suite by reading it: it checks its own lesson's exercise, the lesson's files import what they may, and whoever
 * expects a throw says which, since a starter's TODO is a throw too.
 */
export function checkSuiteText({ folder, texts }: LessonFolder): Finding[] {
  const suite = texts[file];
  try {
    return [...ownExercise(folder, suite), ...importsOf(folder, texts), ...throwsOfAnyKind(suite)];
  } catch (error) {
    // The parser's own words name the file and the line.
    return [
      { file, problem: (error as Error).message, advice: "Mend the syntax at this place.", halts: true },
    ];
  }
}

function ownExercise(folder: string, suite: string): Finding[] {
  const own = `#exercise/${folder}`;
  if (namedModules(file, suite).some(({ specifier }) => specifier.startsWith("#exercise/"))) return [];
  const problem = `The suite does not import ${own}, so it checks nothing that a learner writes.`;
  return [{ file, problem, advice: `Import the functions that it checks from "${own}".` }];
}

function importsOf(folder: string, texts: LessonFolder["texts"]): Finding[] {
  const place = `lessons/${folder}/`;
  const files = Object.keys(lessonFiles) as (keyof typeof lessonFiles)[];
  return importViolations(files.map((name) => ({ path: `${place}${name}`, text: texts[name] }))).map(
    ({ path, line, imported, allowed, fix }) => ({
      file: path.slice(place.length),
      line,
      problem: `It imports ${imported}, and may import ${allowed}.`,
      advice: `To mend it: ${fix}.`,
    }),
  );
}

/** Expectations of a throw that any error meets. */
function throwsOfAnyKind(suite: string): Finding[] {
  const { program } = parseSync(file, suite, { lang: "ts", sourceType: "module" });
  const findings: Finding[] = [];
  new Visitor({
    CallExpression: ({ callee, arguments: [message], start }) => {
      if (callee.type !== "MemberExpression" || !isThrowMatcher(callee) || isNegated(callee.object)) return;
      if (message && !isAnyError(message)) return;
      findings.push({
        file,
        line: lineAt(suite, start),
        problem: "A throw is expected, and any error will do: the starter's TODO would meet it too.",
        advice: "Match the message: toThrow(/what it should say/).",
      });
    },
  }).visit(program);
  return findings;
}

function isThrowMatcher({ property }: ESTree.MemberExpression): boolean {
  return property.type === "Identifier" && ["toThrow", "toThrowError"].includes(property.name);
}

function isNegated(expected: ESTree.Node): boolean {
  return (
    expected.type === "MemberExpression" &&
    expected.property.type === "Identifier" &&
    expected.property.name === "not"
  );
}

/** A class of errors, or an empty message. */
function isAnyError(message: ESTree.Node): boolean {
  if (message.type === "Literal") return message.value === "";
  return message.type === "Identifier" && /(?:Error|Exception)$/.test(message.name);
}
