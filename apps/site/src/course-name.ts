// What an edition of one's own is called: the name in the head of every page, in the browser's tab, in search results and on social cards.

export const courseName = "Vanishing Point";

/** One sentence, for search results and cards of pages that have none of their own. */
export const courseDescription =
  "A test-driven course on why gradients vanish and explode in deep networks, and what to do about it.";
