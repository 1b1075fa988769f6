import { fileURLToPath } from "node:url";
import solid from "@astrojs/solid-js";
import starlight from "@astrojs/starlight";
import { defineConfig, passthroughImageService } from "astro/config";
import { readAddress } from "./src/address.ts";
import { checkBuild } from "./src/build/check-build.ts";
import { generatedFiles } from "./src/build/generated-files.ts";
import { writePolicy } from "./src/build/write-policy.ts";
import { pageId, readLessonPages } from "./src/course-map.ts";
import { markdownProcessor } from "./src/markdown/processor.ts";
import { runnerDocument } from "./src/runner/runner-document.ts";
import { katexFonts } from "./src/styles/katex-fonts.ts";

const { base, site } = readAddress(process.env);
const lessons = readLessonPages(fileURLToPath(new URL("../../lessons", import.meta.url)));

export default defineConfig({
  base,
  ...(site === undefined ? {} : { site }),
  trailingSlash: "always",
  devToolbar: { enabled: false },
  image: { service: passthroughImageService() },
  markdown: { processor: markdownProcessor(base) },
  integrations: [
    starlight({
      title: "Vanishing Point",
      description:
        "A test-driven course on why gradients vanish and explode in deep networks, and what to do about it.",
      favicon: "/favicon.svg",
      sidebar: [
        {
          label: "Lessons",
          items: lessons.map((lesson) => ({
            slug: pageId(lesson),
            label: `${lesson.number} · ${lesson.title}`,
          })),
        },
      ],
      // The lessons lie outside of the site's own folder.
      markdown: { processedDirs: ["../../lessons"] },
      customCss: [
        "katex/dist/katex.min.css",
        "./src/styles/theme.css",
        "./src/styles/prose.css",
        "./src/styles/home.css",
      ],
      components: {
        Head: "./src/components/Head.astro",
        MarkdownContent: "./src/components/MarkdownContent.astro",
        PageTitle: "./src/components/PageTitle.astro",
        SiteTitle: "./src/components/SiteTitle.astro",
        ThemeProvider: "./src/components/ThemeProvider.astro",
      },
      expressiveCode: { defaultProps: { overridesByLang: { sh: { frame: "none" } } } },
      disable404Route: true,
      credits: false,
    }),
    solid(),
    // A document of its own: a frame made from a text would share the page's strict policy.
    generatedFiles("runner", { "runner.html": runnerDocument }),
    writePolicy(base),
    checkBuild(base),
  ],
  vite: {
    plugins: [katexFonts()],
    // Astro marks its own modules with directives that the bundler does not know, and it would say so for every lesson.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  },
});
