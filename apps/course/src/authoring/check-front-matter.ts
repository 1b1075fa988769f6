import { type Lesson, type LessonFacts, readFrontMatter } from "@vanishing/catalogue";
import type { Finding } from "./finding.ts";
import type { LessonFolder } from "./lesson-folder.ts";
import { lineOf } from "./line-numbers.ts";

/** What a page's front matter says, where it can be read, and what is wrong with it. */
export interface CheckedFrontMatter {
  readonly facts: LessonFacts | undefined;
  /** What stands on the page before its text: the title and the description. */
  readonly headings: readonly string[];
  readonly findings: readonly Finding[];
}

const file = "lesson.mdx";

/** The front matter is complete and valid, and builds on lessons that come before. @param course all lessons */
export function checkFrontMatter(
  { texts, number, slug }: LessonFolder,
  course: readonly Lesson[],
): CheckedFrontMatter {
  const text = texts[file];
  let page: ReturnType<typeof readFrontMatter>;
  try {
    page = readFrontMatter(text, file);
  } catch (error) {
    const problem = (error as Error).message;
    const advice = "The schema, with what each field means, is in packages/catalogue/src/front-matter.ts.";
    return { facts: undefined, headings: [], findings: [{ file, line: 1, problem, advice }] };
  }
  const line = lineOf(text, "buildsOn:");
  const findings = page.lesson.buildsOn.flatMap((name) => {
    const base = course.find((lesson) => lesson.slug === name);
    if (name === slug || (base && base.number >= number)) {
      const problem = `lesson.buildsOn names ${name}, which does not come before this lesson.`;
      return [{ file, line, problem, advice: "Take it out, or give one of the two another number." }];
    }
    if (base) return [];
    const known = course.map((lesson) => lesson.slug).join(", ");
    const problem = `lesson.buildsOn names ${name}, and there is no such lesson.`;
    return [{ file, line, problem, advice: `The lessons are ${known}.` }];
  });
  return { facts: page.lesson, headings: [page.title, page.description], findings };
}
