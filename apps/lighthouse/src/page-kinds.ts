/** A page of the built site: its path under the site's address, and how long its HTML is. */
export interface BuiltPage {
  readonly path: string;
  readonly bytes: number;
}

/**
 * One page of each kind, in the order of their paths: the longest, because a short one hides what a long one costs.
 *
 * The folder of a page says its kind, so that a kind that is added to the site is looked at without a word here: all of
 * `/lessons/…/` are one; a page at the top, such as `/` or `/map/`, is like no other.
 */
export function onePageOfEachKind(pages: readonly BuiltPage[]): string[] {
  const longest = new Map<string, BuiltPage>();
  for (const page of pages) {
    const kind = kindOf(page.path);
    if (page.bytes > (longest.get(kind)?.bytes ?? -1)) longest.set(kind, page);
  }
  return [...longest.values()].map(({ path }) => path).sort();
}

function kindOf(path: string): string {
  const [, folder] = /^\/(.+)\/[^/]+\/?$/.exec(path) ?? [];
  return folder === undefined ? path : `/${folder}/…`;
}
