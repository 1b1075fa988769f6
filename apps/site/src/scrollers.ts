/**
 * Puts an element into the order of the Tab key for as long as it holds more than its box shows, so that the arrow keys
 * can scroll it; no key press is spent on one that fits.
 */
export function keepScrollerReachable(element: HTMLElement): void {
  new ResizeObserver(() => update(element)).observe(element);
}

function update(element: HTMLElement): void {
  const { overflowX, overflowY } = getComputedStyle(element);
  const scrolls = (overflow: string) => overflow === "auto" || overflow === "scroll";
  const isWider = scrolls(overflowX) && element.scrollWidth > element.clientWidth;
  const isHigher = scrolls(overflowY) && element.scrollHeight > element.clientHeight;
  if (isWider || isHigher) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
