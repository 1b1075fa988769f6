import path from "node:path";

/** The command that moves files out of the way. */
export function moveAway(places: readonly string[], platform: NodeJS.Platform): string {
  return together(
    places.map((place) =>
      platform === "win32"
        ? `ren "${windowsPath(place)}" "${path.win32.basename(place)}.old"`
        : `mv "${place}" "${place}.old"`,
    ),
    platform,
  );
}

/**
 * The command that lets a learner write to files and folders.
 *
 * @param isOthers whether one of them belongs to someone else, as after a run as root
 */
export function grantWriting(
  places: readonly string[],
  { platform, user, isOthers }: { platform: NodeJS.Platform; user: string; isOthers: boolean },
): string {
  if (platform === "win32") {
    const commands = places
      .map(windowsPath)
      .flatMap((place) => [`attrib -R "${place}" /S /D`, `icacls "${place}" /grant "${user}:M" /T`]);
    return together(commands, platform);
  }
  const list = places.map((place) => `"${place}"`).join(" ");
  const grant = `chmod -R u+rwX ${list}`;
  return isOthers ? together([`sudo chown -R "${user}" ${list}`, grant], platform) : grant;
}

/** PowerShell and cmd have no sign in common that runs one command after another. */
function together(commands: readonly string[], platform: NodeJS.Platform): string {
  return commands.join(platform === "win32" ? "   and   " : " && ");
}

function windowsPath(place: string): string {
  return place.replaceAll("/", "\\");
}
