import { z } from "zod";
import { slugForm, slugPattern } from "./lesson.ts";

/** The packages that lessons pair with, in the order in which the course takes them up. */
export const subjects = ["core", "activations", "initializers", "normalization", "recurrent"] as const;

/** A lesson's slug. */
const slug = z.string().regex(slugPattern, slugForm);
const exportName = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/, "the name of an exported function, such as pathGain");

const reason = z.string().min(10, "the reason why it is typed, in ten characters or more");

/** The part of a lesson page's front matter that is the course's own, under the key `lesson`. Number and slug are the folder's name. */
export const lessonFacts = z.strictObject({
  package: z.enum(subjects),
  minutes: z.int().min(1).max(240),
  /** The functions that the learner writes, in the order in which the suite checks them. */
  writes: z.array(exportName).min(1),
  /** Slugs of the lessons that this one needs. */
  buildsOn: z.array(slug).default([]),
  /**
   * Decimals that stand typed in the page, each with the reason: a section of a book, a wrong claim as it is often told. All others are
   * computed by the page.
   */
  decimals: z.record(z.string(), reason).optional(),
});

export type LessonFacts = z.infer<typeof lessonFacts>;

/** The whole front matter of a lesson.mdx, as the site and the command line read it. */
export const lessonFrontMatter = z.looseObject({
  title: z.string().min(1).max(60),
  description: z.string().min(20).max(200),
  lesson: lessonFacts,
});

export type LessonFrontMatter = z.infer<typeof lessonFrontMatter>;
