import { beforeEach, describe, expect, test } from "vitest";
import { createCourseStorage } from "./course-storage.ts";

/** A browser's storage of so many characters, as the standard describes it. */
function storageOf(room: number): Storage {
  const texts = new Map<string, string>();
  return {
    get length() {
      return texts.size;
    },
    key: (i) => [...texts.keys()][i] ?? null,
    getItem: (key) => texts.get(key) ?? null,
    setItem(key, text) {
      const others = [...texts].filter(([other]) => other !== key).flat();
      if ([...others, key, text].join("").length > room) throw new DOMException("full", "QuotaExceededError");
      texts.set(key, text);
    },
    removeItem: (key) => void texts.delete(key),
    clear: () => texts.clear(),
  };
}

let place: Storage;
beforeEach(() => {
  place = storageOf(1000);
});
const refuse = (): Storage => {
  throw new DOMException("denied", "SecurityError");
};

test("a text is kept under the edition's own name, and read by the next visit", () => {
  expect(createCourseStorage("/course/", () => place).write("a", "text")).toBeUndefined();
  expect(createCourseStorage("/course/", () => place).read("a")).toBe("text");
  expect(createCourseStorage("/", () => place).read("a")).toBeUndefined();
  expect(createCourseStorage("/", () => place).trouble()).toBeUndefined();
  expect(place.length).toBe(1);
  expect(place.key(0)).toBe("vanishing-point:/course/:a");
});

test("names are those of this edition with the prefix, in order", () => {
  place.setItem("another site's", "x");
  const storage = createCourseStorage("/", () => place);
  for (const name of ["b:2", "a:1", "b:1"]) storage.write(name, "x");
  expect(storage.names("b:")).toEqual(["b:1", "b:2"]);
  storage.remove("b:1");
  expect(storage.names("b:")).toEqual(["b:2"]);
});

describe.each([
  ["blocked", refuse, "blocked"],
  ["not there", () => undefined, "blocked"],
  ["refused at every use", () => new Proxy(storageOf(1000), { get: refuse }), "blocked"],
  ["full", () => storageOf(10), "full"],
])("storage that is %s", (_, browsers, word) => {
  test("is said, and the texts last as long as the page", () => {
    const storage = createCourseStorage("/", browsers);
    expect(storage.trouble()).toContain(word);
    expect(storage.write("a", "long text")).toContain(word);
    expect(storage.read("a")).toBe("long text");
    expect(storage.names("a")).toEqual(["a"]);
    storage.remove("a");
    expect(storage.read("a")).toBeUndefined();
    expect(storage.names("a")).toEqual([]);
  });
});

test("what did not fit is not followed by an older text, and is kept once there is room", () => {
  const storage = createCourseStorage("/", () => place);
  storage.write("a", "short");
  expect(storage.write("a", "x".repeat(2000))).toContain("full");
  expect(storage.read("a")).toHaveLength(2000);
  expect(storage.write("a", "fits")).toBeUndefined();
  expect(storage.read("a")).toBe("fits");
  expect(createCourseStorage("/", () => place).read("a")).toBe("fits");
});
