import { type Card, cardSize } from "./card.ts";
import { breakLines, lacking, type Measure, showable, textMarkup } from "./card-text.ts";

/** The looks of a card's texts, all of them in KaTeX's own face, as the headings of the pages are. */
export interface TextStyle {
  readonly size: number;
  readonly weight: "normal" | "bold";
}

/** What a card is drawn with, besides what it says. */
export interface CardMaterial {
  /** The course's name. */
  readonly name: string;
  /** The course's mark, as SVG. */
  readonly mark: string;
  /** The value of each custom property that a figure's drawing may name. */
  readonly colours: ReadonlyMap<string, string>;
  readonly measure: (text: string, style: TextStyle) => number | undefined;
}

const margin = 72;
const ink = "#1f2328";
const muted = "#57606a";
const line = "#d8dee4";
const figureWidth = 420;
const figureGap = 64;

// A long title is set smaller before it takes a fourth line.
const titleSizes = [84, 76, 68, 60, 52];
const descriptionStyle: TextStyle = { size: 29, weight: "normal" };
const labelStyle: TextStyle = { size: 29, weight: "normal" };
const nameStyle: TextStyle = { size: 34, weight: "bold" };

/** A page's card as SVG: what the course is, what the page is, and the shape of what it draws. */
export function cardPicture(card: Card, material: CardMaterial): string {
  const { width, height } = cardSize;
  const figure = figurePicture(card.drawings, material.colours);
  const column = width - 2 * margin - (figure === "" ? 0 : figureWidth + figureGap);
  const measure =
    (style: TextStyle): Measure =>
    (text) =>
      material.measure(text, style);

  const title = fittingTitle(card.title, column, measure);
  const descriptionRoom = title.lines.length > 3 ? 3 : 4;
  const description = breakLines(
    showable(card.description, measure(descriptionStyle)),
    column,
    descriptionRoom,
    measure(descriptionStyle),
  );

  const texts: string[] = [];
  let y = 0;
  const write = (text: string, style: TextStyle, colour: string, lineHeight: number) => {
    y += lineHeight;
    texts.push(textElement(text, margin, y, style, colour));
  };
  if (card.label !== undefined) {
    write(showable(card.label, measure(labelStyle)), labelStyle, muted, 29);
    y += 14;
  }
  for (const text of title.lines) write(text, title.style, ink, title.style.size * 1.12);
  y += 20;
  for (const text of description) write(text, descriptionStyle, muted, 40);

  // The block of texts stands in the middle of what the head leaves.
  const top = 150 + Math.max(0, (height - 150 - margin - y) / 2);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<svg x="${margin}" y="${margin - 22}" width="44" height="44" viewBox="0 0 32 32">${withoutFrame(material.mark)}</svg>
${card.title === material.name ? "" : textElement(material.name, margin + 60, margin + 12, nameStyle, ink)}
<path d="M${margin} 126H${width - margin}" stroke="${line}" stroke-width="1.5"/>
<g transform="translate(0,${top.toFixed(1)})">${texts.join("")}</g>
${figure}
</svg>`;
}

/** The characters of a card's texts that its fonts lack. */
export function lackingIn({ label = "", title, description }: Card, material: CardMaterial): string[] {
  return lacking(`${label} ${title} ${description}`, (text) => material.measure(text, descriptionStyle));
}

/** The title in the largest size in which it has three lines at most, or else in the smallest one. */
function fittingTitle(text: string, width: number, measure: (style: TextStyle) => Measure) {
  const styles = titleSizes.map((size): TextStyle => ({ size, weight: "bold" }));
  const set = (style: TextStyle) => ({
    style,
    lines: breakLines(showable(text, measure(style)), width, 4, measure(style)),
  });
  const fits = ({ style, lines }: { style: TextStyle; lines: string[] }) =>
    lines.length <= 3 && lines.every((line) => (measure(style)(line) ?? 0) <= width);
  const candidates = styles.map(set);
  return candidates.find(fits) ?? (candidates.at(-1) as ReturnType<typeof set>);
}

/** The drawings below each other, beside the texts, as large as the room there allows. */
function figurePicture(drawings: readonly string[], colours: ReadonlyMap<string, string>): string {
  const parts = drawings.flatMap((svg) => {
    const size = /\bviewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
    return size ? [{ svg, width: Number(size[1]), height: Number(size[2]) }] : [];
  });
  if (parts.length === 0) return "";
  const [width, height] = [
    Math.max(...parts.map((part) => part.width)),
    parts.reduce((sum, part) => sum + part.height, 0),
  ];
  const room = cardSize.height - 126 - 2 * 44;
  const scale = Math.min(figureWidth / width, room / height);
  const left = cardSize.width - margin - figureWidth + (figureWidth - width * scale) / 2;
  let y = 126 + 44 + (room - height * scale) / 2;
  const placed = parts.map((part) => {
    const element = `<svg x="${left}" y="${y}" width="${part.width * scale}" height="${part.height * scale}" viewBox="0 0 ${part.width} ${part.height}" overflow="visible" color="${ink}" fill="${ink}">${shapesOf(part.svg, colours)}</svg>`;
    y += part.height * scale;
    return element;
  });
  return placed.join("\n");
}

/**
 * What a drawing holds but its words: they would be too small to read where cards are shown, and are in the page.
 *
 * @throws when it names a colour that is not known
 */
function shapesOf(svg: string, colours: ReadonlyMap<string, string>): string {
  return withoutFrame(svg)
    .replace(/<text\b[\s\S]*?<\/text>/g, "")
    .replace(/var\((--[\w-]+)\)/g, (_, name: string) => {
      const colour = colours.get(name);
      if (colour === undefined)
        throw new Error(`A figure is drawn in ${name}, which is no colour of palette.css.`);
      return colour;
    });
}

/** What stands inside of an SVG document's own element. */
function withoutFrame(svg: string): string {
  return svg.replace(/^[\s\S]*?<svg\b[^>]*>/, "").replace(/<\/svg>\s*$/, "");
}

function textElement(
  text: string,
  x: number,
  y: number,
  { size, weight }: TextStyle,
  colour: string,
): string {
  return `<text x="${x}" y="${y.toFixed(1)}" font-size="${size}" font-weight="${weight}" fill="${colour}">${textMarkup(text)}</text>`;
}
