import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { readBuiltSite } from "../build/built-site.ts";
import { courseName } from "../course-name.ts";
import { type Card, cardAddress, pagePathOf, readCard } from "./card.ts";
import { createCardPainter } from "./card-painter.ts";
import { type CardMaterial, cardPicture, lackingIn } from "./card-picture.ts";
import { colourValues } from "./colour-values.ts";

/** Draws a card for every page of the finished build, from what the page says. Head.astro names its address. */
export function writeSocialCards(base: string): AstroIntegration {
  return {
    name: "social-cards",
    hooks: {
      "astro:build:done": async ({ dir, logger }) => {
        const site = readBuiltSite(fileURLToPath(dir), base);
        const painter = await createCardPainter();
        const material: CardMaterial = {
          name: courseName,
          mark: site.read("favicon.svg"),
          colours: colourValues(palette()),
          measure: painter.measure,
        };
        let count = 0;
        for (const page of site.pages.keys()) {
          const address = cardAddress(pagePathOf(page));
          if (address === undefined) continue;
          const card = readCard(site, page);
          warnOfLacking(page, card, material, (message) => logger.warn(message));
          const file = new URL(`.${address}`, dir);
          mkdirSync(new URL(".", file), { recursive: true });
          writeFileSync(file, painter.paint(cardPicture(card, material)));
          count++;
        }
        logger.info(`Drew ${count} social cards.`);
      },
    },
  };
}

function palette(): string {
  const { resolve } = createRequire(import.meta.url);
  return readFileSync(resolve("@vanishing/figures/palette.css"), "utf8");
}

function warnOfLacking(
  page: string,
  card: Card,
  material: CardMaterial,
  warn: (message: string) => void,
): void {
  const lacking = lackingIn(card, material);
  if (lacking.length === 0) return;
  warn(
    `The card of ${page} cannot show ${lacking.join(" ")} as written: the fonts in src/social-card/card-painter.ts lack it.`,
  );
}
