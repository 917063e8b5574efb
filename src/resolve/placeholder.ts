/** A placeholder in text (spec/env.md §4). */
export interface Placeholder {
  /** Public name or id of a variable. */
  readonly name: string;
  /** The text behind `|`; it may be empty. */
  readonly inlineDefault?: string;
}

/** How messages show a placeholder: a default may be a secret and is left out. */
export function placeholderText({ name, inlineDefault }: Placeholder): string {
  return inlineDefault === undefined ? `\${env:${name}}` : `\${env:${name}|…}`;
}
