import { defineRouteMiddleware } from "@astrojs/starlight/route-data";

/** Keeps "previous" and "next" among the lessons: Starlight would lead on to every other page of the sidebar. */
export const onRequest = defineRouteMiddleware(({ locals }) => {
  const { pagination } = locals.starlightRoute;
  const isLesson = (link: typeof pagination.next) => link?.attrs?.["data-lesson"] !== undefined;
  if (!isLesson(pagination.prev)) pagination.prev = undefined;
  if (!isLesson(pagination.next)) pagination.next = undefined;
});
