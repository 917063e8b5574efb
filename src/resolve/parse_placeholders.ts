/** A placeholder in text (spec/env.md §4). */
export interface Placeholder {
  /** Public name or id of a variable. */
  readonly name: string;
  /** The text behind `|`; it may be empty. */
  readonly inlineDefault?: string;
}

const PART_REGEXP = /\$\$\{|\$\{env:([A-Za-z0-9_.:-]+)(?:\|([^}]*))?\}|\$\{([A-Z0-9_]+)\|([^}]*)\}/g;

/**
 * Splits text into literal pieces and placeholders: `${env:NAME}`, `${env:NAME|default}`, `${NAME|default}`. `$${` stands
 * for a literal `${`, any other `$` for itself (spec/env.md §4). Takes time in proportion to the text.
 *
 * @returns pieces of text are never empty and never stand side by side
 */
export function parsePlaceholders(text: string): (string | Placeholder)[] {
  const parts: (string | Placeholder)[] = [];
  let literal = "";
  let at = 0;
  // Behind the last brace nothing can match but "$${"; looking for one there again and again would take long.
  const end = text.lastIndexOf("}") + 1;
  for (
    const { 0: match, 1: name, 2: given, 3: short, 4: fallback, index } of text.slice(0, end).matchAll(PART_REGEXP)
  ) {
    literal += text.slice(at, index);
    at = index + match.length;
    if (match === "$${") {
      literal += "${";
      continue;
    }
    if (literal !== "") parts.push(literal);
    literal = "";
    const inlineDefault = given ?? fallback;
    parts.push({ name: (name ?? short)!, ...(inlineDefault !== undefined && { inlineDefault }) });
  }
  literal += text.slice(at).replaceAll("$${", "${");
  return literal === "" ? parts : [...parts, literal];
}

/** How messages show a placeholder: a default may be a secret and is left out. */
export function placeholderText({ name, inlineDefault }: Placeholder): string {
  return inlineDefault === undefined ? `\${env:${name}}` : `\${env:${name}|…}`;
}
