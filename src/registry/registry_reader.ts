import { type ByteString, type Data, type RegistryRecord, type RegistryView, toByteString } from "../base/mod.ts";
import type { Entry } from "./entry.ts";
import type { Kind } from "./kind.ts";
import { mapEntry, redacted } from "./map_entry.ts";

/** The entries as scripts may read them; each is copied when it is first asked for. */
export class RegistryReader implements RegistryView {
  readonly #entries: ReadonlyMap<string, Entry>;
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #records = new Map<string, RegistryRecord>();

  /** @param entries ordered by id @param kinds by name */
  constructor(entries: readonly Entry[], kinds: ReadonlyMap<string, Kind>) {
    this.#entries = new Map(entries.map((entry) => [entry.id, entry]));
    this.#kinds = kinds;
  }

  get(id: string): RegistryRecord | undefined {
    const known = this.#records.get(id);
    const entry = this.#entries.get(id);
    if (known || !entry) return known;
    const record = recordOf(entry, this.#kinds.get(entry.kind)?.secretFields ?? []);
    this.#records.set(id, record);
    return record;
  }

  all(): RegistryRecord[] {
    return [...this.#entries.keys()].map((id) => this.get(id)!);
  }
}

function recordOf(entry: Entry, secretFields: readonly string[]): RegistryRecord {
  const { meta, data } = mapEntry(entry, secretFields, (value, _, isSecret) => isSecret ? redacted(value) : value);
  return {
    id: entry.id,
    kind: entry.kind,
    meta: dataOf(meta) as Map<ByteString, Data>,
    data: dataOf(data) as Map<ByteString, Data>,
  };
}

/**
 * Makes of YAML's values what scripts read: text as byte strings, objects with their keys in order.
 *
 * @param value plain
 * @returns fresh data
 */
export function dataOf(value: unknown): Data {
  if (typeof value === "string") return toByteString(value);
  if (Array.isArray(value)) return value.map(dataOf);
  if (typeof value !== "object" || value === null) return value as Data;
  return new Map(Object.entries(value).map(([key, item]) => [toByteString(key), dataOf(item)]));
}
