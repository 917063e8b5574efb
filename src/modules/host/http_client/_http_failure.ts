import { AppError, formatDuration, text } from "../../../base/mod.ts";
import { isMissingPermission } from "../../../platform/mod.ts";
import type { HttpRequest } from "./http_request.ts";

/** Network errors of Deno name the request, with its query, before they say what happened. */
const PREAMBLE_REGEXP = /^error sending request.*?: (?:client error \(\w+\): )?(?!.*client error \()/s;
const PERMISSION_REGEXP = /^Requires (\w+) access to "(.*?)"/;
const BAD_PORT_REGEXP = /ports? (?:\d+ )?(?:is|are) blocked|^bad port$/i;
const SECRETS_OF_URL_REGEXP = /(https?:\/\/)(?:[^\s/@]*@)?([^\s?#]*)[?#]?\S*/g;

/** Why a request has failed, as the script sees it (spec/lua-modules.md §17). */
export function httpFailure(error: unknown, request: HttpRequest): AppError {
  if (error instanceof AppError) return error;
  const cause = innermost(error);
  const [, name, value = ""] = PERMISSION_REGEXP.exec(cause.message) ?? [];
  if (name !== undefined) {
    const message = text`no permission for "${value}": start the program with --allow-${name}=${value}`;
    return failed(request, message, "PermissionDenied", false);
  }
  if (isMissingPermission(cause)) return failed(request, cause.message, "PermissionDenied", false);
  if (BAD_PORT_REGEXP.test(cause.message)) return failed(request, "this port is never HTTP", "Invalid", false);
  const reason = cause.message.replace(PREAMBLE_REGEXP, "").replace(SECRETS_OF_URL_REGEXP, "$1$2");
  return failed(request, reason, "Internal", true);
}

/** Nothing came in time. */
export function httpTimeout(request: HttpRequest): AppError {
  return failed(request, `timed out after ${formatDuration(request.timeoutMilliseconds * 1e6)}`, "Internal", true);
}

/** The body passed the limit that the caller set, or the default one. */
export function tooLarge(request: HttpRequest): AppError {
  const problem = text`the response body exceeds ${request.maxResponseBytes} bytes ("max_response_body")`;
  return failed(request, problem, "Internal", false);
}

/** Query and credentials may be secret, so they are not named. */
function failed(
  { method, url }: HttpRequest,
  problem: string,
  kind: "Internal" | "Invalid" | "PermissionDenied",
  retryable: boolean,
): AppError {
  const { origin, pathname } = new URL(url);
  return new AppError(text`${method} ${origin}${pathname}: ${problem}`, { kind, retryable });
}

/** `fetch` says why only in the causes. */
function innermost(error: unknown): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  return error.cause instanceof Error ? innermost(error.cause) : error;
}
