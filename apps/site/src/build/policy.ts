import { createHash } from "node:crypto";
import type { Element, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { visit } from "unist-util-visit";
import type { BuiltSite } from "./built-site.ts";

const metaName = "Content-Security-Policy";

/**
 * What a page may do: load what lies on its own host, run the scripts and use the styles that were written into it when it was built.
 * Text that a fault of the site or a link from elsewhere brings into it can run nothing, load nothing and send nothing.
 *
 * `frame-ancestors` is left out: browsers take it from a server's header only.
 */
export function contentPolicy(page: Root): string {
  const scripts: string[] = [];
  const styles: string[] = [];
  for (const element of elementsOf(page)) {
    if (element.tagName === "script" && element.properties.src === undefined) scripts.push(textOf(element));
    if (element.tagName === "style") styles.push(textOf(element));
  }
  return [
    "default-src 'none'",
    // Search is WebAssembly; it runs in a worker, or in the page where a browser refuses the worker.
    directive("script-src", ["'self'", "'wasm-unsafe-eval'", ...hashes(scripts)]),
    directive("style-src", ["'self'", ...hashes(styles)]),
    // Set formulas and drawings place their parts by style attributes. These can neither run nor fetch anything that img-src does not allow.
    "style-src-attr 'unsafe-inline'",
    // Style sheets draw small signs, such as a search box's magnifying glass, from data in themselves.
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    // The frame that exercises run in has a policy of its own.
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/**
 * The page with its policy in a meta element, at the first place that it can have: a policy rules what comes after it, and browsers must
 * find the character set within the first 1024 bytes.
 *
 * @throws when the page does not say its character set
 */
export function withPolicy(html: string): string {
  const page = fromHtml(html);
  const charset = elementsOf(page).find(
    ({ tagName, properties }) => tagName === "meta" && properties.charSet,
  );
  const place = charset?.position?.end.offset;
  if (place === undefined)
    throw new Error("has no <meta charset> in its head, after which its policy stands");
  return `${html.slice(0, place)}<meta http-equiv="${metaName}" content="${contentPolicy(page)}">${html.slice(place)}`;
}

/** What is wrong with a page's policy, and with what it forbids. */
export interface PolicyFault {
  readonly page: string;
  readonly reason: string;
}

/** The pages that no policy rules, those whose policy is not that of what stands in them, and all that would not work under it. */
export function policyFaults(site: BuiltSite): PolicyFault[] {
  return [...site.pages].flatMap(([page, tree]) => {
    const found = policyIn(tree);
    const reasons = [...forbiddenCode(tree)];
    if (found === undefined) reasons.push(`has no ${metaName}`);
    else if (found !== contentPolicy(tree))
      reasons.push(`has a ${metaName} that does not fit its scripts and styles`);
    return reasons.map((reason) => ({ page, reason }));
  });
}

/** The policy of a page, if it has one. */
function policyIn(page: Root): string | undefined {
  for (const { tagName, properties } of elementsOf(page)) {
    if (tagName === "meta" && String(properties.httpEquiv) === metaName) return String(properties.content);
  }
  return undefined;
}

const addressAttributes: ReadonlySet<string> = new Set(["href", "xlinkhref", "src", "action", "formaction"]);

/** Attributes that hold code: no hash can allow one of them alone, so the browser would refuse it in silence. */
function forbiddenCode(page: Root): string[] {
  return elementsOf(page).flatMap(({ tagName, properties }) =>
    Object.entries(properties).flatMap(([name, value]) => {
      const attribute = name.toLowerCase();
      if (/^on[a-z]/.test(attribute)) {
        return `has the event handler ${attribute}="${value}" on <${tagName}>: listen to the event in a script instead`;
      }
      return addressAttributes.has(attribute) && /^\s*javascript:/i.test(String(value))
        ? `has the address ${attribute}="${value}" on <${tagName}>: use a button and a script instead`
        : [];
    }),
  );
}

/** Every element of a page, in the order of its text. What lies in a template may come into the page later, so it counts as well. */
function elementsOf(tree: Root): Element[] {
  const elements: Element[] = [];
  visit(tree, "element", (element) => {
    elements.push(element);
    if (element.content) elements.push(...elementsOf(element.content));
  });
  return elements;
}

function textOf(element: Element): string {
  return element.children.map((child) => (child.type === "text" ? child.value : "")).join("");
}

function hashes(texts: readonly string[]): string[] {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;
  return [...new Set(texts.map(hash))];
}

function directive(name: string, sources: readonly string[]): string {
  return [name, ...sources].join(" ");
}
