import { join } from "node:path";

/** A numbered heading of a page: `### 2.1 Lua code entries`. */
export interface Heading {
  /** Relative to the repository: `docs/spec/registry.md`. */
  readonly page: string;
  /** `2.1`. */
  readonly section: string;
  readonly title: string;
}

/** A place that names a section of a page: `spec/registry.md §2.1`. */
export interface Citation {
  /** The file that names it, relative to the repository. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly page: string;
  readonly section: string;
}

/** Folders and files whose texts may cite. */
const CITING = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "src", "tests"];
/** Inputs and outputs of tests, which cite nothing. */
const SKIPPED_REGEXP = /^tests\/(?:spec|histories)\//;
const CITING_REGEXP = /\.(?:ts|md|lua)$/;
const HEADING_REGEXP = /^#{2,3} (\d+(?:\.\d+)*)\.? (.+)$/gm;
/** A page and the sections after it, which a comment may break into lines: `spec/env.md §2.1, §3`. */
const CITATION_REGEXP =
  /(?:(?<=^|[^\w/-])(?:docs\/)?(?:spec\/)?(?<page>[a-z-]+)\.md)?(?<sections>(?:[\s*/]*(?:,|and|to|–)?[\s*/]*§\d+(?:\.\d+)*)+)/g;

/**
 * The pages with numbered sections: `docs/architecture.md` and those of `docs/spec`.
 *
 * @param root folder of the repository
 */
function citedPages(root: string): string[] {
  const spec = [...Deno.readDirSync(join(root, "docs/spec"))].map(({ name }) => name).filter((name) =>
    name.endsWith(".md") && name !== "README.md"
  );
  return ["docs/architecture.md", ...spec.sort().map((name) => `docs/spec/${name}`)];
}

/** The numbered headings of all cited pages. @param root folder of the repository */
export function headings(root: string): Heading[] {
  return citedPages(root).flatMap((page) =>
    [...Deno.readTextFileSync(join(root, page)).matchAll(HEADING_REGEXP)].map(([, section, title]) => ({
      page,
      section: section!,
      title: title!,
    }))
  );
}

/** All places in source, tests and documents that name a section of a cited page. @param root folder of the repository */
export function citations(root: string): Citation[] {
  const pages = new Map(citedPages(root).map((page) => [page.replace(/^.*\/|\.md$/g, ""), page]));
  return CITING.flatMap((path) => textFiles(root, path)).flatMap((file) =>
    citationsIn(Deno.readTextFileSync(join(root, file)), file, pages)
  );
}

/**
 * The citations of one text.
 *
 * @param file its path; within a cited page a section without a page is one of its own
 * @param pages paths by name: `registry` to `docs/spec/registry.md`
 */
export function citationsIn(text: string, file: string, pages: ReadonlyMap<string, string>): Citation[] {
  const own = [...pages.values()].find((page) => page === file);
  return [...text.matchAll(CITATION_REGEXP)].flatMap(({ index, groups }) => {
    const { page: name, sections } = groups as { page?: string; sections: string };
    const page = name === undefined ? own : pages.get(name);
    if (page === undefined) return [];
    const line = text.slice(0, index).split("\n").length;
    return [...sections.matchAll(/§([\d.]+\d|\d)/g)].map(([, section]) => ({ file, line, page, section: section! }));
  });
}

function textFiles(root: string, path: string): string[] {
  if (SKIPPED_REGEXP.test(`${path}/`)) return [];
  if (!Deno.statSync(join(root, path)).isDirectory) return CITING_REGEXP.test(path) ? [path] : [];
  return [...Deno.readDirSync(join(root, path))].flatMap(({ name }) => textFiles(root, `${path}/${name}`)).sort();
}
