/** Gives the width of a text in one style, or `undefined` for a character that the fonts lack. */
export type Measure = (text: string) => number | undefined;

/**
 * Breaks a text into lines at its spaces, as few as will hold it. A word that is wider than a line has a line to itself. What does not go
 * into `most` lines ends in an ellipsis.
 */
export function breakLines(text: string, width: number, most: number, measure: Measure): string[] {
  const fits = (line: string) => (measure(line) ?? 0) <= width;
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((word) => word !== "")) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const words = (kept.at(-1) as string).split(" ");
  while (words.length > 1 && !fits(`${words.join(" ")} …`)) words.pop();
  kept[most - 1] = `${words.join(" ").replace(/[.,;:]$/, "")} …`;
  return kept;
}

/** The text as the fonts can show it. A letter that they lack with its accent stands without it; what they lack altogether is left out. */
export function showable(text: string, measure: Measure): string {
  return [...text.normalize("NFC")].map((character) => shown(character, measure)).join("");
}

/** The characters of a text that the fonts lack. */
export function lacking(text: string, measure: Measure): string[] {
  const characters = new Set(text.normalize("NFC"));
  return [...characters].filter((character) => shown(character, measure) !== character);
}

function shown(character: string, measure: Measure): string {
  const canShow = (one: string) => /\s/.test(one) || measure(one) !== undefined;
  if (canShow(character)) return character;
  const plain = character.normalize("NFD").replace(/\p{Mark}/gu, "");
  return plain !== "" && canShow(plain) ? plain : "";
}

/**
 * A text as SVG. Greek letters are those of formulas, which are italic, and superscripts (², ⁿ, ⁻¹) are raised characters: KaTeX's fonts
 * have neither in any other way.
 */
export function textMarkup(text: string): string {
  return [...text].map(characterMarkup).join("");
}

function characterMarkup(character: string): string {
  if (/^[²³¹⁰ⁱ⁴-ⁿ]$/.test(character)) {
    return `<tspan baseline-shift="super" font-size="65%">${escaped(character.normalize("NFKD"))}</tspan>`;
  }
  return /^[α-ω]$/.test(character)
    ? `<tspan font-family="KaTeX_Math" font-style="italic">${character}</tspan>`
    : escaped(character);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
