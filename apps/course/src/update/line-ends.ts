/** A text with the line ends of Unix: git and editors on Windows may give the same text others, which is no change. */
export function unixLineEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}
