import { enableCompileCache } from "node:module";
import { courseCommands } from "./commands/course-commands.ts";
import { runCommand } from "./terminal/run-command.ts";

enableCompileCache();

await runCommand(courseCommands(), ["status"]);
