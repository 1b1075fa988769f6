import type { Source } from "../activation.ts";

/** All that a source says, in one line. */
export function citation({ authors, title, year, publication, doi, note }: Source): string {
  return `${authors.join(", ")} (${year}). ${title}. ${publication}${doi === undefined ? "" : `, doi ${doi}`}. ${note}`;
}
