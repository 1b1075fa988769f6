/**
 * The answer that a suite is run against: one of the lesson's files, an exercise as a text, or an entry of mistakes.ts or variants.ts, by its
 * place there.
 */
export type Candidate =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "exercise" | "solution" | "starter" }
  | { readonly kind: "mistake" | "mistakeInAnotherStyle" | "variant"; readonly index: number }
  | { readonly kind: "generic"; readonly name: GenericAnswer; readonly task: string };

/** Wrong answers that no suite may accept, whatever its subject. */
export const genericAnswers = {
  zero: "() => 0",
  "not a number": "() => NaN",
  undefined: "() => undefined",
  "the input": "(input) => input",
  "a constant": "() => 0.25",
  "a throw": '() => { throw new Error("no"); }',
  "an endless loop": "() => { for (;;); }",
} as const;

export type GenericAnswer = keyof typeof genericAnswers;

/**
 * The text of a module that exports a candidate under the lesson's export names: the lesson's own file, or the solution with
 * one function replaced.
 *
 * @param lesson the URL of the lesson's folder, ending in a slash
 */
export function candidateModule(candidate: Candidate, lesson: string, names: readonly string[]): string {
  const exported = names.map((name) => `export const ${name} = answer[${JSON.stringify(name)}];`).join("\n");
  const from = (file: string) => JSON.stringify(new URL(file, lesson).href);
  switch (candidate.kind) {
    case "text":
      return candidate.text;
    case "exercise":
    case "solution":
    case "starter":
      return `export * from ${from(`${candidate.kind}.ts`)};`;
    case "variant":
      return [
        `import { variants } from ${from("variants.ts")};`,
        `const answer = variants[${candidate.index}].exports;`,
        exported,
      ].join("\n");
    case "mistake":
    case "mistakeInAnotherStyle": {
      const style = candidate.kind === "mistake" ? "wrong" : "inAnotherStyle";
      return [
        `import * as solution from ${from("solution.ts")};`,
        `import { mistakes } from ${from("mistakes.ts")};`,
        `const mistake = mistakes[${candidate.index}];`,
        `const answer = { ...solution, [mistake.task]: mistake.${style} };`,
        exported,
      ].join("\n");
    }
    case "generic":
      return [
        `import * as solution from ${from("solution.ts")};`,
        `const answer = { ...solution, ${candidate.task}: ${genericAnswers[candidate.name]} };`,
        exported,
      ].join("\n");
  }
}
