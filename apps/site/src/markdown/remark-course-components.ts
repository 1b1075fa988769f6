import type { Root } from "mdast";
import { visit } from "unist-util-visit";

/** An element that is written as a tag in MDX. */
interface MdxElement {
  readonly type: string;
  readonly name: string | null;
  readonly attributes: object[];
}

/**
 * Gives the pages of lessons the components that belong to the site: an author writes `<Exercise />`, and imports nothing, since no lesson
 * knows the apps above it. Each element is told the folder that its page lies in, as the attribute `folder`.
 *
 * @param components the file of each component, by its name
 */
export function remarkCourseComponents(
  components: Readonly<Record<string, string>>,
): (tree: Root, file: { readonly path: string }) => void {
  return (tree, file) => {
    const used = new Set<string>();
    visit(tree, (node) => {
      const element = node as unknown as MdxElement;
      if (!element.type.startsWith("mdxJsx") || element.name === null) return;
      if (!Object.hasOwn(components, element.name)) return;
      used.add(element.name);
      element.attributes.push({ type: "mdxJsxAttribute", name: "folder", value: folderOf(file.path) });
    });
    const imports = [...used].map((name) => importOf(name, components[name] as string));
    tree.children.unshift(...(imports as never[]));
  };
}

function folderOf(path: string): string {
  return path.split(/[\\/]/).at(-2) ?? "";
}

/** `import name from "file"`, as a node of MDX and with the syntax tree that its compiler reads. */
function importOf(name: string, file: string): object {
  const source = file.replaceAll("\\", "/");
  return {
    type: "mdxjsEsm",
    value: `import ${name} from ${JSON.stringify(source)};`,
    data: {
      estree: {
        type: "Program",
        sourceType: "module",
        body: [
          {
            type: "ImportDeclaration",
            specifiers: [{ type: "ImportDefaultSpecifier", local: { type: "Identifier", name } }],
            source: { type: "Literal", value: source, raw: JSON.stringify(source) },
            attributes: [],
          },
        ],
      },
    },
  };
}
