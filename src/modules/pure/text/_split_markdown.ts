import { type SplitSettings, splitText } from "./_split_text.ts";

/** A heading and what stands below it. */
interface Section {
  /** The headings above, the coarsest first, and the section's own. */
  readonly headings: readonly string[];
  readonly body: string;
}

/** How Markdown is cut. */
export interface MarkdownSettings extends SplitSettings {
  /** Whether a piece begins with all the headings above it, not only with its own. */
  readonly headingHierarchy: boolean;
}

const HEADING_REGEXP = /^ {0,3}(#{1,6})(?:[ \t]|$)/;
const FENCE_REGEXP = /^ {0,3}(`{3,}|~{3,})/;

/** Cuts Markdown at its headings, and sections that are too large as {@linkcode splitText} does; a piece has its heading. */
export function splitMarkdown(text: string, settings: MarkdownSettings): string[] {
  return sectionsOf(text).flatMap(({ headings, body }) => {
    const heading = (settings.headingHierarchy ? headings : headings.slice(-1)).join("\n");
    if (body.trim() === "") return [];
    const chunkSize = settings.chunkSize - (heading === "" ? 0 : [...heading].length + 1);
    if (heading === "" || chunkSize < 1) return splitText(`${heading}\n${body}`.trim(), settings);
    const chunkOverlap = Math.min(settings.chunkOverlap, Math.floor(chunkSize / 2));
    return splitText(body, { ...settings, chunkSize, chunkOverlap }).map((chunk) => `${heading}\n${chunk}`);
  });
}

function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  let headings: string[] = [];
  let body: string[] = [];
  let fence: string | undefined;
  const finish = () => {
    sections.push({ headings: headings.filter((heading) => heading !== undefined), body: body.join("\n") });
    body = [];
  };
  for (const line of text.split("\n")) {
    const mark = FENCE_REGEXP.exec(line)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence)) fence = undefined;
    const level = fence === undefined ? HEADING_REGEXP.exec(line)?.[1]?.length : undefined;
    if (level === undefined) {
      body.push(line);
    } else {
      finish();
      headings = headings.slice(0, level - 1);
      headings[level - 1] = line.trim();
    }
  }
  finish();
  return sections;
}
