const namespace = "http://www.w3.org/2000/svg";

/** What a drawing on the page gets from style sheets, and must have in itself elsewhere. */
const inherited = [
  "fill",
  "stroke",
  "color",
  "font-family",
  "font-size",
  "font-weight",
  "font-variant-numeric",
];

/**
 * The drawings of a figure as one SVG document that needs nothing from the page: colours are those that the reader now sees, also
 * where the drawing names a custom property or `currentColor`, and the fonts are written down. For programs that know no CSS
 * variables.
 *
 * @param drawings SVG elements that are shown on a page, one below the other
 * @param paper the colour behind them
 */
export function standaloneSvg(
  drawings: readonly SVGSVGElement[],
  {
    title,
    description,
    paper,
  }: { readonly title: string; readonly description: string; readonly paper: string },
): string {
  const xml = document.implementation.createDocument(namespace, "svg");
  const root = xml.documentElement;
  const element = (name: string, attributes: Readonly<Record<string, string | number>>, text = "") => {
    const made = xml.createElementNS(namespace, name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
    made.textContent = text;
    root.append(made);
    return made;
  };
  const sizes = drawings.map(({ viewBox: { baseVal } }) => baseVal);
  const width = Math.max(...sizes.map((size) => size.width));
  const height = sizes.reduce((sum, size) => sum + size.height, 0);
  root.setAttribute("width", String(width + 2 * margin));
  root.setAttribute("height", String(height + 2 * margin));
  root.setAttribute("viewBox", `${-margin} ${-margin} ${width + 2 * margin} ${height + 2 * margin}`);
  element("title", {}, withoutControls(title));
  element("desc", {}, withoutControls(description));
  element("rect", { x: -margin, y: -margin, width: "100%", height: "100%", fill: paper });
  let top = 0;
  for (const [place, drawing] of drawings.entries()) {
    const group = element("g", { transform: `translate(0, ${top})` });
    group.append(xml.importNode(resolved(drawing), true));
    top += sizes[place]?.height ?? 0;
  }
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(xml)}\n`;
}

// Names of lines may reach over the edge of a drawing, as they may on the page.
const margin = 8;

/** A copy of the drawing with what style sheets give it written into its attributes. */
function resolved(drawing: SVGSVGElement): SVGSVGElement {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [place, original] of [drawing, ...drawing.querySelectorAll("*")].entries()) {
    const target = copies[place] as Element;
    const style = getComputedStyle(original);
    // Only the outermost element says what the others inherit; those say what they set themselves.
    const own = place === 0 ? inherited : inherited.filter((name) => original.hasAttribute(name));
    for (const name of own) target.setAttribute(name, style.getPropertyValue(name));
    for (const name of ["class", "style", "aria-hidden"]) target.removeAttribute(name);
    if (original.localName === "text") target.setAttribute("xml:space", "preserve");
  }
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("overflow", "visible");
  return copy;
}

/** XML has no way to write most control characters. */
function withoutControls(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, " ");
}
