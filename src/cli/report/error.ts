import { type AppError, ascii, type ByteString, type Data, encodeJson, toByteString } from "../../base/mod.ts";
import { escapeControls } from "./control_characters.ts";
import type { CliContext } from "../context.ts";

/**
 * Tells on stderr what something failed with; with `--json` as one line `{"error": {kind, message, retryable?, details?,
 * stack?, cause?}, "help"?}`.
 *
 * @param what names what failed: `workflow "order-1"`
 * @param help what to do about it
 * @returns the exit code, 1
 */
export function reportError({ stderr, options }: CliContext, what: string, error: AppError, help?: string): number {
  if (options.json) {
    const advice: [ByteString, Data][] = help === undefined ? [] : [[ascii("help"), toByteString(help)]];
    stderr(`${encodeJson(new Map<ByteString, Data>([[ascii("error"), errorData(error)], ...advice]))}\n`);
  } else stderr(errorText(what, error) + (help === undefined ? "" : `help: ${help}\n`));
  return 1;
}

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
  return escapeControls(lines.map((line) => `${line}\n`).join(""));
}

function describe(error: AppError): string {
  const text = error.context === undefined ? error.message : error.toString();
  return error.kind === "" ? text : `${text} (${error.kind})`;
}

function more({ details, luaStack = [] }: AppError): string[] {
  const shown = details === undefined || details === null ? [] : [`  details: ${encodeJson(details)}`];
  return [...shown, ...luaStack.map((frame) => `  ${frame}`)];
}

/** An error as JSON has it, `{kind?, message, context?, retryable?, details?, stack?, cause?}`, with its causes. */
export function errorData(error: AppError): Data {
  const { kind, message, retryable, details, luaStack, cause } = error;
  const context = error.context === undefined ? undefined : toByteString(error.context);
  const fields: [ByteString, Data | undefined][] = [
    [ascii("kind"), kind === "" ? undefined : toByteString(kind)],
    [ascii("message"), toByteString(message)],
    [ascii("context"), context],
    [ascii("retryable"), retryable],
    [ascii("details"), details],
    [ascii("stack"), luaStack?.map((frame) => toByteString(frame))],
    [ascii("cause"), cause && errorData(cause)],
  ];
  return new Map(fields.filter((field): field is [ByteString, Data] => field[1] !== undefined));
}
