/** A word that makes light of what a learner finds hard, or `undefined` where a text has none. */
export function forbiddenWord(text: string): string | undefined {
  return /\b(?:just|simply|obviously|of course)\b/i.exec(text)?.[0];
}

export const withoutForbiddenWord =
  "Say the same without it: what is easy for you may be what a learner is stuck on.";
