/** What `import.meta.glob` gives for files of lessons, with the path from a folder of this app's sources that it was asked in. */
export type LessonModules<Module> = Readonly<Record<string, () => Promise<Module>>>;

/** Where the lessons lie, as a folder of this app's sources writes it. */
export const lessonsFolder = "../../../../lessons";

/**
 * Loads one file of a lesson.
 *
 * @param lesson the lesson's folder, such as `03-saturation`
 * @throws when it is not there
 */
export function fileOfLesson<Module>(
  modules: LessonModules<Module>,
  lesson: string,
  name: string,
): Promise<Module> {
  const load = modules[`${lessonsFolder}/${lesson}/${name}`];
  if (load === undefined) throw new Error(`lessons/${lesson}/${name} is missing: the page needs it.`);
  return load();
}
