import { deepEqual, ok } from "node:assert/strict";

/** What shows that a setting has its effect: a file of the repository, and text in it, mostly the name of a test. */
export type Evidence = readonly [file: string, text: string];

/**
 * Asserts that each setting, and nothing else, has a row, and that what the row names is there.
 *
 * @param settings paths of the settings that there are
 */
export async function checkEvidence(
  settings: readonly string[],
  table: Readonly<Record<string, Evidence>>,
): Promise<void> {
  deepEqual(Object.keys(table).sort(), settings.toSorted());
  for (const [setting, [file, text]] of Object.entries(table)) {
    const content = await Deno.readTextFile(new URL(`../../${file}`, import.meta.url));
    ok(content.includes(text), `${setting}: ${file} does not hold "${text}"`);
  }
}
