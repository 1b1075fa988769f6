import { stripVTControlCharacters } from "node:util";

/** Longer than any message of a suite, in characters. What is longer comes from the learner's code. */
const longestText = 10_000;

/** Anything but the characters that XML 1.0 allows, and the control characters that it allows but a terminal obeys. */
const notAllowed = /[^\t\n\r\u{20}-\u{7e}\u{a0}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/**
 * A text that a learner's code may have had a part in, safe to put into XML, JSON and a terminal: without colours, halves of characters
 * and control characters (each becomes �), and not endless.
 */
export function harmlessText(text: string): string {
  const clipped = text.length > longestText ? `${text.slice(0, longestText)}…` : text;
  return stripVTControlCharacters(clipped).toWellFormed().replaceAll(notAllowed, "\u{fffd}");
}
