import { defineCollection } from "astro:content";
import { docsSchema, i18nSchema } from "@astrojs/starlight/schema";
import { lessonFacts, lessonOfFolder } from "@vanishing/catalogue";
import { glob } from "astro/loaders";
import { z } from "astro/zod";
import { pageFile, pageId } from "./course-map.ts";
import { packagePages } from "./packages/package-pages.ts";

const packages = "../../packages";
const folderOf = ({ entry }: { entry: string }) => entry.split("/")[0] ?? "";

export const collections = {
  docs: defineCollection({
    loader: glob({
      base: "../../lessons",
      pattern: `*/${pageFile}`,
      generateId: ({ entry }) => {
        const folder = entry.slice(0, -`/${pageFile}`.length);
        const lesson = lessonOfFolder(folder);
        if (!lesson)
          throw new Error(`lessons/${folder} has a page, but its name is not of the form NN-slug.`);
        return pageId(lesson);
      },
    }),
    // Optional here, because Starlight holds the home page to this schema too; course-map.ts requires it of a lesson.
    schema: docsSchema({ extend: z.object({ lesson: lessonFacts.optional() }) }),
  }),
  packages: defineCollection({
    loader: glob({
      base: packages,
      pattern: packagePages.map((name) => `${name}/README.md`),
      generateId: folderOf,
    }),
  }),
  packageManifests: defineCollection({
    loader: glob({ base: packages, pattern: "*/package.json", generateId: folderOf }),
    schema: z.object({ dependencies: z.record(z.string(), z.string()).default({}) }),
  }),
  // No text of Starlight's is replaced. Without the one empty entry, every build warns that this collection is missing.
  i18n: defineCollection({ loader: () => [{ id: "en" }], schema: i18nSchema() }),
};
