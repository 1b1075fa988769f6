/** A place in the frame of a drawing, as shares of its size: 0 at the left and at the bottom, 1 at the right and at the top. */
export interface Place {
  readonly across: number;
  readonly up: number;
}

const attribute = "data-pick";

/**
 * Lets a reader choose a place in a drawing by a click. The drawing has Plot's `frame` among its marks, as the last one and filled, so that
 * nothing lies over it. Where it has facets, each of their frames can be picked from. It is an addition to native inputs, never a replacement.
 */
export function makePickable(svg: Element): Element {
  const frames = svg.querySelectorAll('rect[aria-label="frame"], [aria-label="frame"] rect');
  for (const frame of frames) frame.setAttribute(attribute, "");
  return svg;
}

/** The place that a click in a picture chose, if it hit a frame that can be picked from. */
export function pickedPlace(event: Pick<MouseEvent, "target" | "clientX" | "clientY">): Place | undefined {
  const frame = event.target instanceof Element ? event.target.closest(`[${attribute}]`) : null;
  return frame ? placeIn(frame.getBoundingClientRect(), event) : undefined;
}

/** Where a point of the window lies in a box of it. */
export function placeIn(
  { left, bottom, width, height }: Pick<DOMRect, "left" | "bottom" | "width" | "height">,
  { clientX, clientY }: Pick<MouseEvent, "clientX" | "clientY">,
): Place {
  const share = (part: number, whole: number) => Math.min(1, Math.max(0, part / whole));
  return { across: share(clientX - left, width), up: share(bottom - clientY, height) };
}
