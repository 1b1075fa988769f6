import { expect, test } from "@playwright/test";
import { canInstallBrowser, findBrowser, type Machine } from "./support/find-browser.ts";

/** A Linux machine with these files. */
function machine(files: readonly string[], rest: Partial<Machine> = {}): Machine {
  return {
    platform: "linux",
    environment: {},
    isRoot: false,
    home: "/home/ada",
    playwrightsOwn: "/home/ada/.cache/ms-playwright/chrome",
    exists: (path) => files.includes(path),
    ...rest,
  };
}

const own = machine([]).playwrightsOwn;
const windowsFolders = { PROGRAMFILES: "C:\\Program Files", LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" };
const windowsChrome = "C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe";
const windowsEdge = "C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe";
const macChrome = "/Users/ada/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const cases: [string, Machine, string | undefined][] = [
  ["none", machine([]), undefined],
  ["Playwright's own before the system's", machine(["/usr/bin/chromium", own]), own],
  [
    "the system's Chromium before Chrome",
    machine(["/usr/bin/google-chrome", "/usr/bin/chromium"]),
    "/usr/bin/chromium",
  ],
  ["Chrome", machine(["/usr/bin/google-chrome"]), "/usr/bin/google-chrome"],
  [
    "the named one before all",
    machine(["/opt/c", own], { environment: { CHROMIUM_PATH: "/opt/c" } }),
    "/opt/c",
  ],
  ["an empty name is no name", machine([own], { environment: { CHROMIUM_PATH: "" } }), own],
  [
    "a person's own Chrome on macOS",
    machine([macChrome], { platform: "darwin", home: "/Users/ada" }),
    macChrome,
  ],
  [
    "Chrome on Windows",
    machine([windowsChrome], { platform: "win32", environment: windowsFolders }),
    windowsChrome,
  ],
  [
    "Edge on Windows",
    machine([windowsEdge], { platform: "win32", environment: windowsFolders }),
    windowsEdge,
  ],
  ["Windows without its variables", machine([windowsEdge], { platform: "win32" }), undefined],
];

for (const [title, onMachine, expected] of cases) {
  test(`the browser found: ${title}`, () => {
    expect(findBrowser(onMachine)).toBe(expected);
  });
}

test("a named browser that does not exist is refused, and not replaced by another", () => {
  const mistaken = machine([own], { environment: { CHROMIUM_PATH: "/opt/gone" } });
  expect(() => findBrowser(mistaken)).toThrow("there is no file /opt/gone");
});

test("a browser is installed only by root where there is apt-get", () => {
  const apt = ["/usr/bin/apt-get"];
  expect(canInstallBrowser(machine(apt, { isRoot: true }))).toBe(true);
  expect(canInstallBrowser(machine(apt))).toBe(false);
  expect(canInstallBrowser(machine([], { isRoot: true }))).toBe(false);
  expect(canInstallBrowser(machine(apt, { isRoot: true, platform: "darwin" }))).toBe(false);
});
