import { type Configured, type EntryLookup, isOfKind, type Kind } from "../registry/mod.ts";

/**
 * Finds configured entries by id and by kind.
 *
 * @param configured by id, ordered by id
 * @param members gives the entries that register with an id, ordered by id
 */
export function entryLookup(
  configured: ReadonlyMap<string, Configured>,
  members: EntryLookup["members"],
): EntryLookup {
  function find(id: string): Configured | undefined;
  function find<C>(kind: Kind<C>, id: string): Configured<C> | undefined;
  function find(...args: [id: string] | [kind: Kind, id: string]): Configured | undefined {
    if (args.length === 1) return configured.get(args[0]);
    const [kind, id] = args;
    const found = configured.get(id);
    return isOfKind(found, kind) ? found : undefined;
  }
  return { find, members, ofKind: (kind) => [...configured.values()].filter((one) => isOfKind(one, kind)) };
}
