import type { z } from "zod";
import type { DataPath } from "../registry/mod.ts";

/** What a rule sees: other faults may have left holes. */
type Partially<T> = T extends object ? { readonly [K in keyof T]?: Partially<T[K]> } : T;

/** One condition on several fields at once. */
export interface Rule<T> {
  readonly broken: (value: Partially<T>) => unknown;
  /** The field that the fault is shown at. */
  readonly path: DataPath;
  readonly message: string;
}

/** Adds rules to a schema. All of them are judged, also beside other faults, so that all faults are reported together. */
export function withRules<S extends z.ZodType>(schema: S, rules: readonly Rule<z.output<S>>[]): S {
  return rules.reduce(
    (ruled, { broken, path, message }) =>
      ruled.refine((value) => !broken((value ?? {}) as Partially<z.output<S>>), {
        message,
        path: [...path],
        when: () => true,
      }),
    schema,
  );
}
