// The package "yaml" would write what only YAML reads back: "[REDACTED]" in quotes, which looks like a value, and words
// such as `on` without them. This text is for people, and "show --json" for programs.
const PLAIN_REGEXP = /^[A-Za-z_./$(@][^\n\r\t]*$/;
/** Words of ours, better read without quotes. */
const PLACEHOLDER_REGEXP = /^(?:\$\{env:[^}\n]*\}+|\[REDACTED\])$/;
const RESERVED_REGEXP = /^(?:true|false|null|yes|no|on|off|~)$/i;

/**
 * Writes plain data the way people write YAML, for reading: maps in block form, lists of scalars in one line.
 *
 * @param indent spaces in front of each line
 * @returns lines with their line ends; empty for an empty map
 */
export function yamlText(value: Readonly<Record<string, unknown>>, indent = 0): string {
  const pad = " ".repeat(indent);
  return Object.entries(value).map(([key, item]) => `${pad}${scalar(key)}:${field(item, indent)}`).join("");
}

function field(value: unknown, indent: number): string {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== "object" || item === null)) return ` [${value.map(scalar).join(", ")}]\n`;
    const pad = " ".repeat(indent + 2);
    return `\n${value.map((item) => `${pad}-${field(item, indent + 2)}`).join("")}`;
  }
  if (typeof value === "object" && value !== null) {
    const fields = yamlText(value as Record<string, unknown>, indent + 2);
    return fields === "" ? " {}\n" : `\n${fields}`;
  }
  if (typeof value === "string" && value.includes("\n")) {
    const pad = " ".repeat(indent + 2);
    return ` |\n${value.trimEnd().split("\n").map((line) => `${pad}${line}`.trimEnd() + "\n").join("")}`;
  }
  return ` ${scalar(value)}\n`;
}

function scalar(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value) ?? "null";
  const plain = PLAIN_REGEXP.test(value) && !RESERVED_REGEXP.test(value) && !/: |\s#|[,\]}]|\s$/.test(value);
  return plain || PLACEHOLDER_REGEXP.test(value) ? value : JSON.stringify(value);
}
