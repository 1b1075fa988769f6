import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { type Card, cardSize } from "./card.ts";
import { createCardPainter } from "./card-painter.ts";
import { type CardMaterial, cardPicture, lackingIn } from "./card-picture.ts";

const painter = await createCardPainter();
const material: CardMaterial = {
  name: "A Course",
  mark: '<svg viewBox="0 0 32 32"><rect width="32" height="32"/></svg>',
  colours: new Map([["--vp-blue", "#0069a6"]]),
  measure: painter.measure,
};
const drawing =
  '<svg class="vp-chart" width="350" height="300" viewBox="0 0 350 300"><path d="M0 0L350 300" stroke="var(--vp-blue)"></path><text>words</text></svg>';
const card: Card = { label: "Lesson 1", title: "Products", description: "One line.", drawings: [drawing] };

/** Where the texts of a picture end, to the right and below, in pixels. */
function extentOf(picture: string): { right: number; bottom: number } {
  const texts = [
    ...picture.matchAll(
      /<text x="(\d+)" y="([\d.]+)" font-size="(\d+)" font-weight="(\w+)"[^>]*>(.*?)<\/text>/g,
    ),
  ];
  const offset = Number(/translate\(0,([\d.]+)\)/.exec(picture)?.[1]);
  const ends = texts.map(([, x, , size, weight, text]) => {
    const plain = String(text)
      .replace(/<[^>]*>/g, "")
      .replace("&lt;", "<")
      .replace("&gt;", ">")
      .replace("&amp;", "&");
    return Number(x) + (painter.measure(plain, { size: Number(size), weight: weight as "bold" }) ?? 0);
  });
  return { right: Math.max(...ends), bottom: offset + Number(texts.at(-1)?.[2]) };
}

const sixtyCharacters = "∂L/∂W² × “quotes” & <tags>: why a title of 60 letters is σ²";

describe("a card", () => {
  test.each([
    ["a short title", card],
    [
      "a title of sixty characters",
      { ...card, title: sixtyCharacters, description: "A long line of words. ".repeat(20) },
    ],
    ["no figure", { ...card, drawings: [], title: sixtyCharacters }],
    ["no label and no description", { ...card, label: undefined, description: "" }],
  ])("of a page with %s keeps its texts within its margins", (_, card) => {
    const { right, bottom } = extentOf(cardPicture(card, material));
    expect(right).toBeLessThanOrEqual(
      card.drawings.length > 0 ? cardSize.width - 72 - 420 : cardSize.width - 72,
    );
    expect(bottom).toBeLessThanOrEqual(cardSize.height - 40);
  });

  test("shows the shapes of the figure in its colours, without its words", () => {
    const picture = cardPicture(card, material);
    expect(picture).toContain('stroke="#0069a6"');
    expect(picture).not.toContain("words");
    expect(() => cardPicture(card, { ...material, colours: new Map() })).toThrow("--vp-blue");
  });

  test("is a PNG of the size that it says, and the same to the last byte each time", () => {
    const [first, second] = [0, 1].map(() => painter.paint(cardPicture(card, material))) as [
      Uint8Array,
      Uint8Array,
    ];
    const header = new DataView(first.buffer, first.byteOffset);
    expect([header.getUint32(16), header.getUint32(20)]).toEqual([cardSize.width, cardSize.height]);
    const hash = (png: Uint8Array) => createHash("sha256").update(png).digest("hex");
    expect(hash(first)).toBe(hash(second));
  });

  test("says what its fonts lack", () => {
    expect(lackingIn({ ...card, title: sixtyCharacters }, material)).toEqual([]);
    expect(lackingIn({ ...card, title: "Résumé, 日本" }, material)).toEqual(["é", "日", "本"]);
  });
});
