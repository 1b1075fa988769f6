// Makes a copy of the course and prints the folder, for tests of other apps: they run the commands in it, and remove it.
import { copyCourse } from "./course-copy.ts";

console.log(copyCourse().folder);
