import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { TextStyle } from "./card-picture.ts";
import { textMarkup } from "./card-text.ts";

const { resolve } = createRequire(import.meta.url);

// The faces of the pages' headings and formulas. A course in a script that they do not have needs a TrueType font of its own here.
const fontFiles = ["Main-Bold", "Main-Regular", "Math-BoldItalic", "Math-Italic"].map(
  (face) => `katex/dist/fonts/KaTeX_${face}.ttf`,
);

/** Turns SVG into pixels with no font but the course's own, so that a card has the same bytes on every machine. */
export interface CardPainter {
  /** The width of a text, or `undefined` for a character that no font has. */
  measure(text: string, style: TextStyle): number | undefined;
  paint(svg: string): Uint8Array;
}

let loaded: Promise<void> | undefined;

export async function createCardPainter(): Promise<CardPainter> {
  loaded ??= initWasm(readFileSync(resolve("@resvg/resvg-wasm/index_bg.wasm")));
  await loaded;
  const font = {
    fontBuffers: fontFiles.map((file) => new Uint8Array(readFileSync(resolve(file)))),
    defaultFontFamily: "KaTeX_Main",
  };
  const widths = new Map<string, number | undefined>();

  /** Where a text's ink ends, from where it begins. */
  function extent(text: string, { size, weight }: TextStyle): number | undefined {
    const picture = new Resvg(
      `<svg xmlns="http://www.w3.org/2000/svg" width="9999" height="200"><text y="100" font-size="${size}" font-weight="${weight}">${textMarkup(text)}</text></svg>`,
      { font },
    );
    const box = picture.getBBox();
    const width = box && box.x + box.width;
    box?.free();
    picture.free();
    return width;
  }
  /** A character that is missing comes as a small box, and so does this one, which no font has. */
  const missing = "\u{10FFFD}";
  function widthOf(text: string, style: TextStyle): number | undefined {
    const key = `${style.size} ${style.weight} ${text}`;
    if (!widths.has(key)) widths.set(key, extent(text, style));
    return widths.get(key);
  }

  return {
    measure(text, style) {
      const width = widthOf(text, style);
      return width === widthOf(missing, style) ? undefined : width;
    },
    paint(svg) {
      const picture = new Resvg(svg, { font });
      const image = picture.render();
      const png = image.asPng();
      image.free();
      picture.free();
      return png;
    },
  };
}
