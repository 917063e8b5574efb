import { AppError, text } from "../../../base/mod.ts";

/** The address of a process (spec/temporal-workflows.md §2). */
export interface Pid {
  /** The client's entry id for workflows, a runtime's name for local processes. */
  readonly node?: string;
  readonly host: string;
  /** A workflow id, or a counter of the host. */
  readonly unique: string;
}

/** Who asks when nobody does: the runtime itself. */
export const SYSTEM_PID = "{|topology}";

/** Host of the pids that updates answer to. */
export const UPDATE_HOST = "update";

/** `{node@host|unique}`. */
export function formatPid({ node, host, unique }: Pid): string {
  return node === undefined ? `{${host}|${unique}}` : `{${node}@${host}|${unique}}`;
}

/**
 * Reads a pid: the part before the first `|` splits at its first `@`; when the rest holds another `|`, only what follows it
 * counts (spec/temporal-workflows.md §2).
 *
 * @returns undefined for a text that is no pid
 */
export function parsePid(text: string): Pid | undefined {
  const match = /^\{([^|]*)\|(?:.*\|)?([^|]*)\}$/s.exec(text);
  if (!match) return undefined;
  const [, place = "", unique = ""] = match;
  const at = place.indexOf("@");
  return at < 0 ? { host: place, unique } : { node: place.slice(0, at), host: place.slice(at + 1), unique };
}

/** What is said of a destination that is neither a pid nor a registered name (spec/temporal-workflows.md §2). */
export function unresolvedProcess(destination: string): AppError {
  const message = text`could not resolve '${destination}' as PID or registered name`;
  return new AppError(message, { kind: "NotFound", retryable: false });
}
