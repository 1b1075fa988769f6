import type { Root } from "hast";
import { visit } from "unist-util-visit";
import { addressOf, type BuiltSite, builtFile } from "./built-site.ts";
import { reachable, remembering } from "./named-files.ts";
import { gzippedSize, inline, type PageSizes } from "./page-sizes.ts";

/** A part of a page's scripts with a limit of its own, in bytes gzipped. */
export interface ScriptBudget {
  /** What fetches these scripts, as it follows "to". */
  readonly occasion: string;
  /** The names of the chunks that begin this part. It holds what they load, as far as an earlier part does not. */
  readonly begins: RegExp | undefined;
  readonly limit: number;
}

/**
 * The limits, in the order in which a reader meets them.
 *
 * 150 KB is some 0.8 s on a slow phone connection (1.5 Mbit/s) and 0.2 s of parsing on a cheap phone: the search box takes 27 KB of it,
 * Solid 10 KB, checking the progress that the browser keeps 10 KB, and the figures with the packages under them the rest.
 *
 * What draws a figure anew comes when a hand is about to move it: Observable Plot with its d3 parts is 83 KB, and the static picture
 * has been there from the beginning. The figures' worker brings the models that are too heavy for the page, and the engine under
 * them with its compiled kernels, 30 KB. The same models are there for the page where a browser refuses workers: a part of its own,
 * which hardly anyone fetches. The worker knows the models of all figures and loads each when it is asked for, so on a page those of
 * its own figures count.
 *
 * The editor comes when a reader reaches the exercise, while its task is being read. Together with the runner (runner-document.test.ts)
 * it may take 300 KB; CodeMirror with its TypeScript grammar is 130 KB.
 */
export const scriptBudgets: readonly ScriptBudget[] = [
  { occasion: "read the page to its end", begins: undefined, limit: 150_000 },
  {
    occasion: "move its figures",
    begins: /\/(?:[a-z-]+-plot|figure-worker)[.-][^/]+$/,
    limit: 150_000,
  },
  { occasion: "move its figures without a worker", begins: /\/figure-series[.-][^/]+$/, limit: 60_000 },
  { occasion: "write in the exercise", begins: /\/(?:editor|solution-difference)\.[^/]+$/, limit: 140_000 },
];

/** A page's scripts, part by part, in the order of {@link scriptBudgets}. */
export type ScriptParts = readonly PageSizes[];

/**
 * The scripts of every page of the site, from the built files alone: those that the page names (scripts, preloads, the
 * components of its islands), and all that these may load in turn.
 *
 * A module counts when a script that counts has its name in quotes: static and dynamic imports and workers alike.
 * So the first part is an upper bound of what a visitor fetches after scrolling to the end. Search's index is not in it: its
 * address is put together when someone opens the search box.
 */
export function scriptParts(
  site: BuiltSite,
  budgets: readonly ScriptBudget[] = scriptBudgets,
): Map<string, ScriptParts> {
  const sizeOf = remembering((file: string) => gzippedSize(site.read(file)));
  const namedIn = remembering((file: string) => scriptsNamedIn(file, site));
  const figuresOn = new Map([...site.pages].map(([page, tree]) => [page, figuresOf(tree)]));
  const figures = [...new Set([...figuresOn.values()].flat())];
  return new Map(
    [...site.pages].map(([page, tree]) => {
      const start = scriptsOfPage(page, tree, site);
      const elsewhere = figures.filter((figure) => !figuresOn.get(page)?.includes(figure));
      const counted = new Set<string>();
      const parts = budgets.map(({ begins }, i) => {
        // What a later part begins with is passed over until its turn.
        const later = budgets.slice(i + 1).flatMap((budget) => budget.begins ?? []);
        const next = (file: string) =>
          namedIn(file).filter(
            (named) =>
              !later.some((pattern) => pattern.test(`/${named}`)) &&
              !(knowsAllModels.test(`/${file}`) && elsewhere.some((figure) => isModelOf(figure, named))),
          );
        const from = begins
          ? [...counted].flatMap(namedIn).filter((named) => begins.test(`/${named}`))
          : start.files;
        const files = [...reachable(from, next)].filter((file) => !counted.has(file));
        for (const file of files) counted.add(file);
        return new Map(files.map((file) => [file, sizeOf(file)]));
      });
      if (start.inline !== "") parts[0]?.set(inline, gzippedSize(start.inline));
      return [page, parts];
    }),
  );
}

/** The scripts of the worker that all figures share, and of its stand-in. They load a figure's models on demand. */
const knowsAllModels = /\/figure-(?:worker|series)[.-][^/]+$/;

/** Whether a script is a model of a figure: such a file begins with the figure's name. */
function isModelOf(figure: string, file: string): boolean {
  return file.slice(file.lastIndexOf("/") + 1).startsWith(`${figure}-`);
}

/** The names of the figures on a page. */
function figuresOf(tree: Root): string[] {
  const names: string[] = [];
  visit(tree, "element", ({ properties }) => {
    if (typeof properties.dataFigure === "string") names.push(properties.dataFigure);
  });
  return names;
}

function scriptsOfPage(page: string, tree: Root, site: BuiltSite): { files: string[]; inline: string } {
  const from = addressOf(page, site.base);
  const addresses: string[] = [];
  let inline = "";
  visit(tree, "element", ({ tagName, properties, children }) => {
    if (tagName === "script" && properties.src === undefined) {
      for (const child of children) if (child.type === "text") inline += child.value;
    }
    const named = [
      tagName === "script" && properties.src,
      tagName === "link" && String(properties.rel) === "modulepreload" && properties.href,
      tagName === "astro-island" && (properties["component-url"] ?? properties.componentUrl),
      tagName === "astro-island" && (properties["renderer-url"] ?? properties.rendererUrl),
      tagName === "astro-island" && (properties["before-hydration-url"] ?? properties.beforeHydrationUrl),
    ];
    addresses.push(...named.filter((address) => typeof address === "string"));
  });
  return { files: addresses.flatMap((address) => builtFile(address, from, site)), inline };
}

// What Vite preloads beside a chunk that is imported on demand: that chunk names it, too, and counts when it is imported.
const preloadList = /\bm\.f\s*\|\|\s*\(m\.f\s*=\s*\[[^\]]*\]\)/g;
const quotedScript = /(["'`])([^"'`\s]+\.m?js)\1/g;

function scriptsNamedIn(file: string, site: BuiltSite): string[] {
  const from = addressOf(file, site.base);
  // Vite writes an import relative to the module, and a preload relative to the base path.
  const root = addressOf("index.html", site.base);
  return [...site.read(file).replaceAll(preloadList, "").matchAll(quotedScript)]
    .map((match) => match[2] as string)
    .flatMap((name) => [...builtFile(name, from, site), ...builtFile(name, root, site)]);
}
