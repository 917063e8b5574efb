/**
 * Makes a reference absolute (spec/registry.md §1.2, §3): text with a colon is already `namespace:name`; anything else
 * is a name in the namespace of the entry that refers to it.
 */
export function qualifyEntryId(reference: string, namespace: string): string {
  return reference.includes(":") ? reference : `${namespace}:${reference}`;
}

/** Splits an id at its first colon; a text without one has an empty namespace. */
export function splitEntryId(id: string): { namespace: string; name: string } {
  const colon = id.indexOf(":");
  return colon < 0 ? { namespace: "", name: id } : { namespace: id.slice(0, colon), name: id.slice(colon + 1) };
}
