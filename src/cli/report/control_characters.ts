/**
 * Escapes what could steer a terminal, as Lua writes it in a text: `\\x1b`. Tabs and line feeds stay.
 *
 * @param text of a script or another program
 */
export function escapeControls(text: string): string {
  // deno-lint-ignore no-control-regex -- control characters are what is looked for
  return text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, (character) => {
    if (character === "\r") return "\\r";
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}
