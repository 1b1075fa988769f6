import type { Plugin } from "vite";

/**
 * Leaves only the WOFF2 files in KaTeX's style sheet. It names every font in three formats; any browser that runs the
 * figures reads WOFF2, and the other two would be 900 KB more in every copy of the site.
 *
 * The small fonts stay files of their own, too: a font in a style sheet is fetched by every page, needed or not, and holds up
 * its first paint; and the pages' policy needs to allow none from there.
 */
export function katexFonts(): Plugin {
  return {
    name: "katex-fonts",
    enforce: "pre",
    config: () => ({
      // Undefined leaves other files to Vite's own limit.
      build: { assetsInlineLimit: (file) => (file.endsWith(".woff2") ? false : undefined) },
    }),
    transform(code, id) {
      if (!/katex(?:\.min)?\.css/.test(id)) return undefined;
      return onlyWoff2(code);
    },
  };
}

/** The style sheet without the sources of its fonts in WOFF and TrueType. */
export function onlyWoff2(css: string): string {
  return css.replace(/,\s*url\([^)]*\)\s*format\(["'](?:woff|truetype)["']\)/g, "");
}
