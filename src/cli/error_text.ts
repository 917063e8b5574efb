import { type AppError, encodeJson } from "../base/mod.ts";

/**
 * Tells what a workflow or function failed with: kind and message, details, the Lua frames, and what caused it.
 *
 * @returns lines with their line ends
 */
export function errorText(what: string, error: AppError): string {
  const lines = [`error: ${what} failed: ${describe(error)}`, ...more(error)];
  for (let cause = error.cause; cause; cause = cause.cause) {
    lines.push(`caused by: ${describe(cause)}`, ...more(cause));
  }
  return lines.map((line) => `${line}\n`).join("");
}

function describe(error: AppError): string {
  const text = error.context === undefined ? error.message : error.toString();
  return error.kind === "" ? text : `${text} (${error.kind})`;
}

function more({ details, luaStack = [] }: AppError): string[] {
  const shown = details === undefined || details === null ? [] : [`  details: ${encodeJson(details)}`];
  return [...shown, ...luaStack.map((frame) => `  ${frame}`)];
}
