import { expect, test } from "vitest";
import { builtSite } from "../build/built-site.ts";
import { cardAddress, pagePathOf, readCard } from "./card.ts";

test.each([
  ["index.html", "/cards/home.png"],
  ["lessons/products/index.html", "/cards/lessons/products.png"],
  ["map/index.html", "/cards/map.png"],
  ["404.html", undefined],
])("the card of %s is %s", (file, address) => {
  expect(cardAddress(pagePathOf(file))).toBe(address);
});

test.each([
  ["/", "/cards/home.png"],
  ["/lessons/products", "/cards/lessons/products.png"],
  ["/404", undefined],
])("a page of the path %s, as Starlight has it, has the card %s", (path, address) => {
  expect(cardAddress(path)).toBe(address);
});

const drawing = (name: string) => `<svg viewBox="0 0 1 1"><path id="${name}"></path></svg>`;
const page = `<head><meta property="og:title" content="Products &amp; sums"><meta property="og:description" content="One line."></head>
<p data-card-label>Lesson <b>1</b></p>
<figure data-figure="first"><div data-layout="narrow">${drawing("a")}${drawing("b")}</div><div data-layout="wide">${drawing("c")}</div></figure>
<figure data-figure="second"><div data-layout="narrow">${drawing("d")}</div></figure>`;

test("a card says what its page says, and shows the page's first figure", () => {
  expect(
    readCard(
      builtSite("/", ["index.html"], () => page),
      "index.html",
    ),
  ).toEqual({
    label: "Lesson 1",
    title: "Products & sums",
    description: "One line.",
    drawings: [drawing("a"), drawing("b")],
  });
});

test("a page without a number and a figure has a card, too", () => {
  const plain = page.slice(0, page.indexOf("<p"));
  expect(
    readCard(
      builtSite("/", ["index.html"], () => plain),
      "index.html",
    ),
  ).toMatchObject({
    label: undefined,
    drawings: [],
  });
});
