import type { LessonFacts } from "@vanishing/catalogue";
import type { Finding } from "./finding.ts";
import { forbiddenWord, withoutForbiddenWord } from "./forbidden-words.ts";
import { lineOf } from "./line-numbers.ts";
import { type TypedText, typedText } from "./page-text.ts";

const file = "lesson.mdx";

/**
 * The numbers of a page come from code: no decimal stands typed in its prose but those that the front matter allows, with a reason, and
 * it allows none that the page does not have. The prose makes light of nothing.
 *
 * @param headings the title and the description
 */
export function checkPage(
  page: string,
  headings: readonly string[],
  facts: LessonFacts | undefined,
): Finding[] {
  let body: TypedText[];
  try {
    body = typedText(page);
  } catch (error) {
    const { reason, line } = error as { reason?: string; line?: number };
    const problem = `The page cannot be read as MDX: ${reason ?? (error as Error).message}`;
    return [{ file, line, problem, advice: "Mend the syntax at this place, or right before it." }];
  }
  const headed = headings.map((text) => ({ text, line: lineOf(page, text) ?? 1 }));
  const text = [...headed, ...body];
  const allowed = Object.keys(facts?.decimals ?? {});
  const decimals = text.flatMap(({ text, line }) => decimalsIn(text).map((decimal) => ({ decimal, line })));
  const typed = decimals
    .filter(({ decimal }) => !allowed.some((entry) => sameDecimal(entry, decimal)))
    .map(({ decimal, line }) => ({
      file,
      line,
      problem: `The decimal ${decimal} is typed in the prose.`,
      advice: `Let the page compute it, {formatNumber(…)}, or name it in an export and write {name}. Where it is a quotation, front matter allows it with the reason: decimals: { "${decimal}": "why" }.`,
    }));
  const unused = allowed
    .filter((entry) => !decimals.some(({ decimal }) => sameDecimal(entry, decimal)))
    .map((entry) => ({
      file,
      line: lineOf(page, entry),
      problem: `lesson.decimals allows ${entry}, which stands nowhere in the prose.`,
      advice: "Take the entry out.",
    }));
  return [...typed, ...unused, ...text.flatMap(lightWords)];
}

/** The decimals in a text, without a sign. Addresses, and the numbers by which arXiv and DOI call a paper, are no numbers. */
export function decimalsIn(text: string): string[] {
  const numbers = text.replace(/\bhttps?:\/\/\S+|\b(?:arXiv|doi):\s?\S+/gi, (name) =>
    " ".repeat(name.length),
  );
  return (
    numbers.match(/(?<![\p{L}\p{N}_.])(?:\d[\d,]*)?\.\d+(?:\.\d+)*(?:e[-−+]?\d+)?(?![\p{L}\p{N}_])/giu) ?? []
  );
}

function sameDecimal(entry: string, decimal: string): boolean {
  return entry.replace(/^[-−]/, "") === decimal;
}

function lightWords({ text, line }: TypedText): Finding[] {
  const word = forbiddenWord(text);
  if (word === undefined) return [];
  return [{ file, line, problem: `The prose says "${word}".`, advice: withoutForbiddenWord }];
}
