/**
 * The text of robots.txt, which names the sitemap. Search engines read it at the root of a host only; a course under a base path has it for
 * whoever keeps the host's own file.
 */
export function robotsText(site: string, base: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${site}${base === "/" ? "" : base}/sitemap-index.xml\n`;
}
