import { fileURLToPath } from "node:url";
import solid from "@astrojs/solid-js";
import starlight from "@astrojs/starlight";
import type { AstroIntegration } from "astro";
import { defineConfig, passthroughImageService } from "astro/config";
import { readAddress } from "./src/address.ts";
import { checkBuild } from "./src/build/check-build.ts";
import { generatedFiles } from "./src/build/generated-files.ts";
import { withPolicy } from "./src/build/policy.ts";
import { rewritePages } from "./src/build/rewrite-pages.ts";
import { robotsText } from "./src/build/robots.ts";
import { stylesInHead } from "./src/build/styles-in-head.ts";
import { pageId, readLessonPages } from "./src/course-map.ts";
import { courseDescription, courseName } from "./src/course-name.ts";
import { markdownProcessor } from "./src/markdown/processor.ts";
import { modelTexts } from "./src/own-code/model-texts.ts";
import { packageAddress, packagePages } from "./src/packages/package-pages.ts";
import { packageFiles } from "./src/runner/package-files.ts";
import { runnerDocument } from "./src/runner/runner-document.ts";
import { writeSocialCards } from "./src/social-card/write-social-cards.ts";
import { katexFonts } from "./src/styles/katex-fonts.ts";

const { base, site } = readAddress(process.env);
const lessons = readLessonPages(fileURLToPath(new URL("../../lessons", import.meta.url)));
const addresses = [...lessons.map((lesson) => `/${pageId(lesson)}/`), ...packagePages.map(packageAddress)];

// What must name whole addresses is left out when the build does not know them. Starlight would add a sitemap of its own, which warns in every
// such build; it adds none where an integration of that name is.
const noSitemap: AstroIntegration = { name: "@astrojs/sitemap", hooks: {} };
const withAddress =
  site === undefined
    ? [noSitemap]
    : [
        writeSocialCards(base),
        generatedFiles("robots", { "robots.txt": async () => robotsText(site, base) }),
      ];

export default defineConfig({
  base,
  ...(site === undefined ? {} : { site }),
  trailingSlash: "always",
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  markdown: { processor: markdownProcessor(base, (address) => addresses.includes(address)) },
  integrations: [
    starlight({
      title: courseName,
      description: courseDescription,
      favicon: "/favicon.svg",
      // Starlight announces a large picture, which only a build with cards has.
      head: site === undefined ? [{ tag: "meta", attrs: { name: "twitter:card", content: "summary" } }] : [],
      sidebar: [
        { label: "Map", link: "/map/" },
        {
          label: "Lessons",
          items: lessons.map((lesson) => ({
            slug: pageId(lesson),
            label: `${lesson.number} · ${lesson.title}`,
            attrs: { "data-lesson": lesson.slug },
          })),
        },
        {
          label: "Packages",
          items: packagePages.map((name) => ({ label: name, link: packageAddress(name) })),
        },
      ],
      routeMiddleware: "./src/lesson-pagination.ts",
      // The pages lie outside of the site's own folder.
      markdown: { processedDirs: ["../../lessons", "../../packages"] },
      customCss: [
        "katex/dist/katex.min.css",
        "./src/styles/theme.css",
        "./src/styles/prose.css",
        "./src/styles/ticks.css",
        "./src/styles/home.css",
        "./src/styles/print.css",
      ],
      components: {
        Head: "./src/components/Head.astro",
        MarkdownContent: "./src/components/MarkdownContent.astro",
        PageTitle: "./src/components/PageTitle.astro",
        Sidebar: "./src/components/Sidebar.astro",
        SiteTitle: "./src/components/SiteTitle.astro",
        ThemeProvider: "./src/components/ThemeProvider.astro",
      },
      // A long line wraps: code is read whole on a phone and on paper, and no one has to scroll in a box.
      expressiveCode: { defaultProps: { wrap: true, overridesByLang: { sh: { frame: "none" } } } },
      disable404Route: true,
      credits: false,
    }),
    solid(),
    // A document of its own: a frame made from a text would share the page's strict policy.
    generatedFiles("runner", { "runner.html": runnerDocument, ...packageFiles() }),
    generatedFiles("own-code", modelTexts()),
    ...withAddress,
    rewritePages("styles-in-head", base, stylesInHead),
    // Astro's own setting knows the scripts that Astro bundles; most inline ones are Starlight's and those of islands.
    rewritePages("write-policy", base, withPolicy),
    checkBuild({ base, site }),
  ],
  vite: {
    plugins: [katexFonts()],
    // The figures' worker loads each model when it is asked for, which only a module can.
    worker: { format: "es" },
    // Astro marks its own modules with directives that the bundler does not know, and it would say so for every lesson.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
});
