import type { Link, Paragraph, PhrasingContent, Root } from "mdast";
import { SKIP, visit } from "unist-util-visit";

/** The file that is being read, with the front matter that Astro hands to the page. */
interface ReadFile {
  /** A text that lies in no file has none. */
  readonly path?: string;
  readonly data: { astro?: { frontmatter?: Record<string, unknown> } };
  readonly fail: (reason: string) => never;
}

const readme = /(?:^|\/)packages\/([^/]+)\/README\.md$/;

/**
 * Makes a page of a package's README: its first heading and its first paragraph become the page's title and description, and leave the
 * text. A link to what has a page here leads there; of a link into the tree, which the site does not have, the words stay, as code.
 *
 * @param hasPage whether the site has a page for an address from its root
 */
export function remarkPackageReadme(
  hasPage: (address: string) => boolean,
): (tree: Root, file: ReadFile) => void {
  return (tree, file) => {
    const name = readme.exec((file.path ?? "").replaceAll("\\", "/"))?.[1];
    if (name === undefined) return;
    const [heading, opening] = tree.children;
    if (heading?.type !== "heading" || heading.depth !== 1 || opening?.type !== "paragraph") {
      return file.fail(
        `packages/${name}/README.md begins with a heading (# @vanishing/${name}) and a paragraph that says what it is.`,
      );
    }
    tree.children.splice(0, 2);
    file.data.astro ??= {};
    file.data.astro.frontmatter = {
      ...file.data.astro.frontmatter,
      title: textOf(heading.children),
      description: textOf(opening.children).replaceAll(/\s+/g, " "),
    };
    visit(tree, "link", (link, index, parent) => {
      if (index === undefined || !parent || !isRelative(link.url)) return;
      const address = pageOf(link.url);
      if (address !== undefined && hasPage(address)) {
        link.url = address;
        return;
      }
      parent.children.splice(index, 1, ...asCode(link));
      return [SKIP, index];
    });
  };
}

function isRelative(url: string): boolean {
  return !/^(?:[a-z][a-z0-9+.-]*:|\/\/|#)/i.test(url);
}

/** The page that stands for a path from a package's folder, if it is of a kind that pages stand for. */
function pageOf(url: string): string | undefined {
  const [path = ""] = url.split("#");
  const ofPackage = /^(?:\.\.|\/packages)\/([a-z-]+)(?:\/|\/README\.md)?$/.exec(path)?.[1];
  if (ofPackage !== undefined) return `/packages/${ofPackage}/`;
  const ofLesson = /^(?:\.\.\/\.\.)?\/lessons\/(?:\d{2,3}-)?([a-z0-9-]+)(?:\/|\/lesson\.mdx)?$/.exec(
    path,
  )?.[1];
  return ofLesson === undefined ? undefined : `/lessons/${ofLesson}/`;
}

function asCode({ children }: Link): PhrasingContent[] {
  return children.map((child) =>
    child.type === "text" ? { type: "inlineCode", value: child.value } : child,
  );
}

/** The words of some text, without what marks them. */
function textOf(children: Paragraph["children"]): string {
  return children
    .map((child) => ("value" in child ? child.value : "children" in child ? textOf(child.children) : " "))
    .join("");
}
