import { distance } from "fastest-levenshtein";

const longestWord = 80;

/** Fewer letters are the beginning of too many names. */
const tellingBeginning = 3;

/** The name that begins with a word, or else the closest one, if it is close enough for the word to be a slip of the fingers. */
export function nearestName(word: string, names: readonly string[]): string | undefined {
  const typed = word.slice(0, longestWord).toLowerCase();
  const begun = names.find((name) => typed.length >= tellingBeginning && name.startsWith(typed));
  if (begun !== undefined) return begun;
  const [closest] = names
    .map((name) => ({ name, slips: distance(typed, name) }))
    .sort((a, b) => a.slips - b.slips);
  if (!closest || closest.slips > Math.max(2, closest.name.length / 2)) return undefined;
  return closest.name;
}
