import type { APIRoute, GetStaticPaths } from "astro";
import { courseLessons } from "../../../course-lessons.ts";
import { hasPredictions, predictionTexts } from "../../../quiz/prediction-files.ts";

export const getStaticPaths: GetStaticPaths = async () =>
  (await courseLessons())
    .filter(({ folder }) => hasPredictions(folder))
    .map(({ slug, folder }) => ({ params: { slug }, props: { folder } }));

/** The texts that a lesson's predictions are run from, which its page fetches when a reader first predicts something. */
export const GET: APIRoute = async ({ props }) => Response.json(await predictionTexts(props.folder));
