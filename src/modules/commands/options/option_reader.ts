import {
  AppError,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  parseDuration,
  text,
  toByteString,
} from "../../../base/mod.ts";

/**
 * Reads call options one by one and checks their types; texts of errors are those of spec/temporal-activities.md §3.
 * Every method answers undefined for an absent option and throws an {@linkcode AppError} for a bad one.
 */
export class OptionReader {
  readonly #prefix: string;
  readonly #find: (key: string) => Data | undefined;

  /** @param prefix stands in front of the key in messages: `activity.` */
  constructor(prefix: string, find: (key: string) => Data | undefined) {
    this.#prefix = prefix;
    this.#find = find;
  }

  string(key: string): string | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    return isByteString(value) ? fromByteString(value) : this.#fail(key, text`must be a string, got ${nameOf(value)}`);
  }

  nonEmptyString(key: string): string | undefined {
    const value = this.string(key);
    return value === "" ? this.#fail(key, "cannot be empty") : value;
  }

  boolean(key: string): boolean | undefined {
    const value = this.#value(key);
    if (value === undefined || typeof value === "boolean") return value;
    return this.#fail(key, text`must be a boolean, got ${nameOf(value)}`);
  }

  number(key: string): number | undefined {
    const value = this.#value(key);
    if (value === undefined || typeof value === "number") return value;
    return typeof value === "bigint" ? Number(value) : this.#fail(key, text`must be a number, got ${nameOf(value)}`);
  }

  integer(key: string): number | undefined {
    const value = this.#value(key);
    if (value === undefined || Number.isInteger(value)) return value as number | undefined;
    const got = typeof value === "number" || typeof value === "bigint" ? value : nameOf(value);
    return this.#fail(key, text`must be an integer (number), got ${got}`);
  }

  /** Milliseconds; 0 and less count as unset. */
  positiveDuration(key: string): number | undefined {
    const milliseconds = this.#duration(key);
    return milliseconds !== undefined && milliseconds > 0 ? milliseconds : undefined;
  }

  /** Text, or a number that names the same choice, looked up without regard to case. */
  choice<T>(key: string, choices: Readonly<Record<string, T>>): T | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    const given = isByteString(value) ? fromByteString(value) : typeof value === "number" ? String(value) : "";
    const name = given.toLowerCase();
    if (Object.hasOwn(choices, name)) return choices[name];
    const names = Object.keys(choices).filter((choice) => !/^\d/.test(choice)).join(", ");
    return this.#fail(
      key,
      text`must be one of ${names}, got ${isByteString(value) ? text`"${given}"` : nameOf(value)}`,
    );
  }

  /**
   * One of Temporal's enumerations: a name in any case, with `-` or `_`, with or without Temporal's prefix, or its number.
   *
   * @param names in the order of their numbers, which begin at 1; 0 counts as unset
   */
  enumeration(key: string, prefix: string, names: readonly string[]): number | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    if (!isByteString(value) && typeof value !== "number") {
      return this.#fail(key, `must be enum string/int, got ${nameOf(value)}`);
    }
    const given = isByteString(value) ? fromByteString(value) : String(value);
    const name = given.toLowerCase().replaceAll("-", "_");
    const found = typeof value === "number" ? value : names.indexOf(name.replace(`${prefix}_`, "")) + 1;
    if (value === 0) return undefined;
    if (names[found - 1] !== undefined) return found;
    return this.#fail(key, text`has invalid value "${given}"`);
  }

  /** A table with keys and values as the script gave them. */
  map(key: string): ReadonlyMap<ByteString, Data> | undefined {
    const value = this.#value(key);
    if (value === undefined || value instanceof Map) return value;
    return this.#fail(key, text`must be a table/map, got ${nameOf(value)}`);
  }

  /** The value as it is. */
  raw(key: string): Exclude<Data, null> | undefined {
    return this.#value(key);
  }

  /** The error of a bad value. */
  fail(key: string, problem: string): never {
    return this.#fail(key, problem);
  }

  /** One string counts as a list of one. */
  strings(key: string): string[] | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    if (isByteString(value)) return [fromByteString(value)];
    if (value instanceof Map && value.size === 0) return [];
    if (!Array.isArray(value)) {
      return this.#fail(key, text`must be a string or a list of strings, got ${nameOf(value)}`);
    }
    return value.map((item) => {
      return isByteString(item)
        ? fromByteString(item)
        : this.#fail(key, text`must contain only strings, got ${nameOf(item)}`);
    });
  }

  /**
   * A reader of a table's own keys, written in snake_case here; the script may write them in camelCase too: first an exact
   * key counts, then any that differs only in case.
   */
  table(key: string): OptionReader | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    if (!(value instanceof Map)) return this.#fail(key, text`must be a table/map, got ${nameOf(value)}`);
    return new OptionReader(`${this.#prefix}${key}.`, (name) => findKey(value, name));
  }

  #duration(key: string): number | undefined {
    const value = this.#value(key);
    if (value === undefined) return undefined;
    if (typeof value === "bigint") return Number(value);
    if (typeof value === "number" && Number.isFinite(value)) return Math.round(value * 1e6) / 1e6;
    if (!isByteString(value)) {
      return this.#fail(key, text`must be a duration string or milliseconds number, got ${nameOf(value)}`);
    }
    const nanoseconds = parseDuration(fromByteString(value));
    if (nanoseconds !== undefined) return nanoseconds / 1e6;
    return this.#fail(key, text`must be a duration string (e.g. "5s"): invalid duration "${fromByteString(value)}"`);
  }

  #value(key: string): Exclude<Data, null> | undefined {
    return this.#find(key) ?? undefined;
  }

  #fail(key: string, problem: string): never {
    throw new AppError(text`${this.#prefix}${key} ${problem}`);
  }
}

function findKey(map: ReadonlyMap<ByteString, Data>, name: string): Data | undefined {
  const camel = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const exact = map.get(toByteString(name)) ?? map.get(toByteString(camel));
  if (exact !== undefined) return exact;
  for (const [key, value] of map) {
    const lower = fromByteString(key).toLowerCase();
    if (lower === name || lower === camel.toLowerCase()) return value;
  }
  return undefined;
}

/** The name of a value's type in messages. */
function nameOf(value: Data): string {
  if (value === null) return "nil";
  if (Array.isArray(value)) return "array";
  if (value instanceof Map) return "table";
  return typeof value === "bigint" ? "number" : typeof value;
}
