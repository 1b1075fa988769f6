/**
 * Marks each element that speaks of a lesson (`data-lesson`, its slug) when that lesson is done: with `data-done`, by which style sheets
 * draw a tick, and with the word for those who do not see it. The place of the tick is kept free before.
 */
export function markDone(page: ParentNode, isDone: (slug: string) => boolean): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-lesson]")) {
    const done = isDone(element.dataset.lesson ?? "");
    if (done === element.hasAttribute("data-done")) continue;
    element.toggleAttribute("data-done", done);
    if (done) element.append(word());
    else element.querySelector("[data-done-word]")?.remove();
  }
}

function word(): HTMLElement {
  const span = document.createElement("span");
  span.className = "sr-only";
  span.dataset.doneWord = "";
  span.textContent = " (done)";
  return span;
}
