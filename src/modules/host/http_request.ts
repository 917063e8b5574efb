import {
  AppError,
  bytesToByteString,
  byteStringToBytes,
  type Data,
  formatDuration,
  toByteString,
} from "../../base/mod.ts";
import type { Command } from "../../lua/mod.ts";
import type { EffectContext } from "./effect.ts";
import type { HttpCommand } from "./http_command.ts";

/**
 * Performs a request with `fetch` and reads the whole body.
 *
 * @returns the response table of contract/lua-modules.md §17
 * @throws {AppError} Internal and retryable when the network fails or the timeout passes, Internal when the body is too
 * large, Canceled when the signal aborts, PermissionDenied when Deno forbids the host
 */
export async function httpRequest(command: Command, { signal, clock }: EffectContext): Promise<Data> {
  const request = command as HttpCommand;
  const timeout = new AbortController();
  const stopTimer = clock.after(request.timeoutMilliseconds, () => timeout.abort());
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.map(([name, value]): [string, string] => [name, value]),
      body: request.body === undefined ? undefined : byteStringToBytes(request.body),
      signal: AbortSignal.any([signal, timeout.signal]),
    });
    return responseTable(response, await readBody(response, request));
  } catch (error) {
    throw requestError(error, request, signal.aborted, timeout.signal.aborted);
  } finally {
    stopTimer();
  }
}

async function readBody(response: Response, request: HttpCommand): Promise<string> {
  let body = "";
  for await (const bytes of response.body ?? []) {
    body += bytesToByteString(bytes);
    if (body.length > request.maxResponseBytes) {
      throw new AppError(`${nameOf(request)}: the response body exceeds ${request.maxResponseBytes} bytes`, {
        kind: "Internal",
        retryable: false,
      });
    }
  }
  return body;
}

function responseTable(response: Response, body: string): Data {
  const table = new Map<string, Data>([
    ["status_code", response.status],
    ["body_size", body.length],
    ["headers", headersOf(response)],
    ["cookies", cookiesOf(response)],
    ["url", toByteString(response.url)],
  ]);
  if (body !== "") table.set("body", body);
  return table;
}

function headersOf({ headers }: Response): Map<string, Data> {
  const map = new Map<string, Data>();
  for (const [name, value] of headers) {
    const canonical = name.replace(/(?:^|-)[a-z]/g, (start) => start.toUpperCase());
    if (!map.has(canonical)) map.set(canonical, value);
  }
  return map;
}

function cookiesOf({ headers }: Response): Map<string, Data> {
  const map = new Map<string, Data>();
  for (const cookie of headers.getSetCookie()) {
    const [, name, value] = /^\s*([^=;]+?)\s*=\s*([^;]*)/.exec(cookie) ?? [];
    if (name !== undefined) map.set(name, value!.trim());
  }
  return map;
}

function requestError(error: unknown, request: HttpCommand, canceled: boolean, timedOut: boolean): AppError {
  if (error instanceof AppError) return error;
  if (canceled) return new AppError("operation canceled", { kind: "Canceled", retryable: false });
  const name = nameOf(request);
  if (timedOut) {
    const after = formatDuration(request.timeoutMilliseconds * 1e6);
    return new AppError(`${name}: timed out after ${after}`, { kind: "Internal", retryable: true });
  }
  const reason = innermostMessage(error).replace(/ for url \(.*?\)/, "");
  if (error instanceof Deno.errors.NotCapable) {
    return new AppError(`${name}: ${reason}`, { kind: "PermissionDenied", retryable: false });
  }
  return new AppError(`${name}: ${reason}`, { kind: "Internal", retryable: true });
}

/** `fetch` says why only in the causes. */
function innermostMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? innermostMessage(error.cause) : error.message;
}

/** Names a request without query and credentials, which may be secret. */
function nameOf({ method, url }: HttpCommand): string {
  const { origin, pathname } = new URL(url);
  return `${method} ${origin}${pathname}`;
}
