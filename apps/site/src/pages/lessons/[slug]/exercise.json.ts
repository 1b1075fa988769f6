import type { APIRoute, GetStaticPaths } from "astro";
import { courseLessons } from "../../../course-lessons.ts";
import { lessonFile } from "../../../exercise/lesson-files.ts";

export const getStaticPaths: GetStaticPaths = async () =>
  (await courseLessons()).map(({ slug, folder }) => ({ params: { slug }, props: { folder } }));

/** The texts of a lesson, which its page fetches when a reader reaches the exercise. */
export const GET: APIRoute = async ({ props }) => Response.json(await lessonFile(props.folder));
