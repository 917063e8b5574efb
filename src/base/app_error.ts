import type { Data } from "./data.ts";

/** The kinds of spec/temporal-activities.md §6.1; "" is the unknown kind. */
export const ERROR_KINDS = [
  "NotFound",
  "AlreadyExists",
  "Invalid",
  "PermissionDenied",
  "Unavailable",
  "Internal",
  "Canceled",
  "Conflict",
  "Timeout",
  "RateLimited",
] as const;

/** One of the ten kinds, "" for unknown, or a text of the application's own. */
export type ErrorKind = typeof ERROR_KINDS[number] | "" | (string & Record<never, never>);

/** What an {@linkcode AppError} carries beside its message. */
export interface AppErrorOptions {
  /** @default "" (unknown) */
  kind?: ErrorKind;
  /** Undefined means unspecified, which Temporal treats as retryable. */
  retryable?: boolean;
  details?: Data;
  /** Lua frames, innermost first, as `file.lua:10: in function 'f'`. */
  stack?: string[];
  cause?: AppError;
  /** Text that `errors.wrap` put in front; shown by `toString`, not part of the message. */
  context?: string;
}

/**
 * An error of the application's world, as Lua code sees it (spec/lua-modules.md §3) and as it crosses Temporal
 * (spec/temporal-activities.md §6): kind, three-valued retryability, details, Lua stack, chain of causes.
 */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly retryable: boolean | undefined;
  readonly details: Data | undefined;
  readonly luaStack: string[] | undefined;
  readonly context: string | undefined;
  declare readonly cause: AppError | undefined;

  constructor(message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.kind = options.kind ?? "";
    this.retryable = options.retryable;
    this.details = options.details;
    this.luaStack = options.stack;
    this.context = options.context;
  }

  /** `context: message` for a wrapped error, else the message. */
  override toString(): string {
    const inner = this.context !== undefined && this.cause ? this.cause.toString() : this.message;
    return this.context === undefined ? inner : `${this.context}: ${inner}`;
  }
}

/**
 * Makes the error with which a canceled call ends, and every operation in it that is still blocked
 * (spec/temporal-activities.md §8).
 */
export function canceled(stack?: string[]): AppError {
  return new AppError("operation canceled", { kind: "Canceled", retryable: false, stack });
}

/**
 * Makes the error of a call whose arguments cannot be used: of kind Invalid, and not retryable.
 *
 * @param message as Wippy words it: in lower case, without a full stop
 */
export function invalid(message: string): AppError {
  return new AppError(message, { kind: "Invalid", retryable: false });
}
