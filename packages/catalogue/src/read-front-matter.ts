import { parse, YAMLParseError } from "yaml";
import { z } from "zod";
import { type LessonFrontMatter, lessonFrontMatter } from "./front-matter.ts";

/**
 * Reads the front matter of a lesson page from the page's text.
 *
 * @param file how the page is called in an error, such as `lessons/01-products/lesson.mdx`
 * @throws with the file, the field, what was expected and what came
 */
export function readFrontMatter(text: string, file: string): LessonFrontMatter {
  const block = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---(?:\r?\n|$)/.exec(text)?.[1];
  if (block === undefined) {
    throw new Error(
      `${file} has no front matter: it should begin with a line ---, then title, description and lesson, then a line ---.`,
    );
  }
  const result = lessonFrontMatter.safeParse(parseYaml(block, file));
  if (!result.success) {
    throw new Error(`The front matter of ${file} is not complete:\n${z.prettifyError(result.error)}`);
  }
  return result.data;
}

function parseYaml(block: string, file: string): unknown {
  try {
    return parse(block);
  } catch (error) {
    if (error instanceof YAMLParseError) {
      throw new Error(`The front matter of ${file} is not YAML: ${error.message}`);
    }
    throw error;
  }
}
