import type { FilledField } from "../entry.ts";
import type { z } from "zod";
import type { DataPath } from "../../base/mod.ts";
import { quote } from "../../diagnostics/mod.ts";
import { GENERATED, issueText, typeName } from "./issue_text.ts";
import { describeType } from "../tree.ts";

type Issue = z.core.$ZodIssue;

/** A fault that a schema found, in terms of the entry. */
export interface SchemaFault {
  readonly code: "missing-key" | "unknown-key" | "wrong-type" | "invalid-value";
  /** From the entry's data to the value, or to the unknown or missing key. */
  readonly path: DataPath;
  /** The author's sentence, or what continues `Invalid "key": ` when `generated`. */
  readonly message: string;
  readonly generated: boolean;
  /** Keys or values that would have been right, for "did you mean". */
  readonly known: readonly string[];
}

/**
 * Makes the sentence about a value that variables gave: it names them, and never the value, which may be a secret. A
 * schema's own words are left out, since they may repeat the value.
 *
 * @param fault what the schema found
 * @param origin names the variables: `the variable "API_KEY"`
 * @returns a sentence in sentence case
 */
export function filledFaultText(
  fault: SchemaFault,
  { source, isDefault = false }: Pick<FilledField, "source" | "isDefault">,
): string {
  const { path, message, generated } = fault;
  const wanted = generated ? `: ${message.replace(/, found .*/s, "")}` : "";
  return `Invalid ${quote(path.join("."))}: the ${
    isDefault ? "default" : "value"
  } of ${source} is not allowed here${wanted}`;
}

/**
 * Decodes data by a schema.
 *
 * @param schema its messages are sentences, or left to this room
 * @param data plain; it is not changed
 * @returns the value, or the faults, those of union branches reduced to the likely ones
 */
export function applySchema<C>(schema: z.ZodType<C>, data: unknown): { value: C } | { faults: SchemaFault[] } {
  const knownKeys = new Map<readonly string[], readonly string[]>();
  const result = schema.safeParse(data, {
    reportInput: true,
    error: (issue) => {
      // A finished issue does not name the object schema that raised it; its list of keys is the same list.
      if (issue.code === "unrecognized_keys") knownKeys.set(issue.keys, keysOf(issue.inst as z.core.$ZodType));
      return issueText(issue);
    },
  });
  if (result.success) return { value: result.data };
  return { faults: result.error.issues.flatMap((issue) => toFaults(issue, [], knownKeys)) };
}

function keysOf(schema: z.core.$ZodType | undefined): string[] {
  const shape = (schema as z.core.$ZodObject | undefined)?._zod.def.shape;
  return shape ? Object.keys(shape) : [];
}

function toFaults(
  issue: Issue,
  parent: DataPath,
  knownKeys: ReadonlyMap<readonly string[], readonly string[]>,
): SchemaFault[] {
  const path = [...parent, ...issue.path as (string | number)[]];
  const generated = issue.message.startsWith(GENERATED);
  const message = generated ? issue.message.slice(GENERATED.length) : issue.message;
  const fault = { path, message, generated, known: [] };
  switch (issue.code) {
    case "unrecognized_keys": {
      const known = knownKeys.get(issue.keys) ?? [];
      return issue.keys.map((key) => ({ ...fault, code: "unknown-key", path: [...path, key], known }));
    }
    case "invalid_type":
      return [{ ...fault, code: issue.input === undefined ? "missing-key" : "wrong-type" }];
    case "invalid_value":
      if (issue.input === undefined) return [{ ...fault, code: "missing-key" }];
      return [{ ...fault, code: "invalid-value", known: issue.values.map(String) }];
    case "invalid_union":
      return unionFaults(
        issue,
        { ...fault, code: issue.input === undefined ? "missing-key" : "wrong-type" },
        knownKeys,
      );
    default:
      return [{ ...fault, code: "invalid-value" }];
  }
}

/** A value that fits no branch: the faults of the only branch of its type, or one fault that names all types. */
function unionFaults(
  issue: z.core.$ZodIssueInvalidUnion,
  fault: SchemaFault,
  knownKeys: ReadonlyMap<readonly string[], readonly string[]>,
): SchemaFault[] {
  if (issue.discriminator !== undefined) {
    return [{ ...fault, code: fault.code === "wrong-type" ? "invalid-value" : fault.code }];
  }
  const ofType = issue.errors.filter((branch) => !branch.some((inner) => isTypeIssue(inner)));
  const [best] = ofType.sort((a, b) => a.length - b.length);
  if (best && fault.code !== "missing-key") return best.flatMap((inner) => toFaults(inner, fault.path, knownKeys));
  if (!fault.generated) return [fault];
  const inner = issue.errors.flat();
  const authored = inner.find((one) => !one.message.startsWith(GENERATED));
  if (authored) return [{ ...fault, generated: false, message: authored.message }];
  const types = new Set(inner.map((one) => one.code === "invalid_type" ? typeName(one.expected) : "another value"));
  return [{ ...fault, message: `expected ${[...types].join(" or ")}, found ${describeType(issue.input)}` }];
}

/** True when the branch does not even take values of this type. */
function isTypeIssue(issue: Issue): boolean {
  return issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value");
}
