import { AppError, type ByteString, type Data, fromByteString, isByteString, text } from "../../../base/mod.ts";

/** A value and the name of the type that the server knows the attribute by. */
export interface SearchAttribute {
  readonly type: "Keyword" | "Bool" | "Int" | "Double" | "KeywordList";
  readonly value: Data;
}

/**
 * Types search attributes by their values (spec/temporal-workflows.md §3.2).
 *
 * @throws {AppError} kind Invalid, naming the attribute, for a value of another type
 */
export function typeSearchAttributes(values: ReadonlyMap<ByteString, Data>): Map<string, SearchAttribute> {
  return new Map(
    [...values].map(([bytes, value]) => {
      const name = fromByteString(bytes);
      return [name, typed(name, value)];
    }),
  );
}

function typed(name: string, value: Data): SearchAttribute {
  if (isByteString(value)) return { type: "Keyword", value };
  switch (typeof value) {
    case "boolean":
      return { type: "Bool", value };
    case "bigint":
      return { type: "Int", value };
    case "number":
      return { type: Number.isInteger(value) ? "Int" : "Double", value };
  }
  if (!Array.isArray(value)) throw unsupported(text`search attribute "${name}"`, value);
  const stranger = value.findIndex((item) => !isByteString(item));
  if (stranger >= 0) throw unsupported(text`search attribute "${name}": item ${stranger + 1}`, value[stranger] ?? null);
  return { type: "KeywordList", value };
}

function unsupported(what: string, value: Data): AppError {
  const type = value === null ? "nil" : typeof value === "object" ? "table" : typeof value;
  return new AppError(text`${what}: unsupported value type ${type}`, { kind: "Invalid", retryable: false });
}
