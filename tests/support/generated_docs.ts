import { commandParts } from "./command_docs.ts";
import { fieldParts } from "./field_docs.ts";
import { layerParts } from "./layer_docs.ts";

/** A part of a page that is generated: it stands between two comments with its name. */
export interface GeneratedPart {
  /** Relative to the repository: `docs/command_line.md`. */
  readonly page: string;
  /** Unique on the page. */
  readonly name: string;
  /** Markdown as `deno fmt` leaves it, without line end. */
  readonly text: string;
}

const ROOT = new URL("../../", import.meta.url);

/** All generated parts of the documentation. `deno task docs` writes them, `tests/docs_test.ts` compares. */
export function generatedParts(): GeneratedPart[] {
  return [...commandParts(), ...fieldParts(), ...layerParts()];
}

/** Tells whether a part stands in its page as it is generated. */
export function isCurrent(part: GeneratedPart): boolean {
  const page = readPage(part);
  return withPart(page, part) === page;
}

/** Writes a part into its page, between its comments. */
export function writePart(part: GeneratedPart): void {
  Deno.writeTextFileSync(new URL(part.page, ROOT), withPart(readPage(part), part));
}

function readPage({ page }: GeneratedPart): string {
  return Deno.readTextFileSync(new URL(page, ROOT));
}

function withPart(page: string, { page: path, name, text }: GeneratedPart): string {
  const [begin, end] = [`<!-- ${name}: written by "deno task docs" -->`, `<!-- end of ${name} -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${path} lacks the lines\n${begin}\n${end}`);
  return `${page.slice(0, from + begin.length)}\n\n${text}\n\n${page.slice(to)}`;
}

if (import.meta.main) {
  for (const part of generatedParts()) writePart(part);
}
