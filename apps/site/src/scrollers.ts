/**
 * Puts each of these elements into the order of the Tab key for as long as it is wider than its box, so that the arrow
 * keys can scroll it; no key press is spent on one that fits.
 */
export function keepScrollersReachable(elements: Iterable<HTMLElement>): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) update(target as HTMLElement);
  });
  for (const element of elements) observer.observe(element);
}

function update(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth) element.tabIndex = 0;
  else element.removeAttribute("tabindex");
}
