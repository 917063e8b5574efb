import { AppError, parseDuration } from "../../base/mod.ts";
import { LuaTable, type LuaValue, numberText, typeName } from "../../lua/mod.ts";
import type { HttpCommand } from "./http_command.ts";
import { encodePairs } from "./uri.ts";

const DEFAULT_TIMEOUT = 60_000;
const DEFAULT_MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const KNOWN = ["headers", "query", "body", "form", "auth", "timeout", "max_response_body"];
const NOT_SUPPORTED_YET = ["cookies", "files", "stream", "unix_socket", "tls", "overlay_network"];
const METHOD_REGEXP = /^[A-Z]+$/;
const FORBIDDEN_METHODS = ["CONNECT", "TRACE", "TRACK"];

/**
 * Checks one call of `http_client` (contract/lua-modules.md §17).
 *
 * @param method any case
 * @param url byte string
 * @throws {AppError} kind Invalid for a bad URL or option
 */
export function httpCommand(method: string, url: string, options: LuaTable | undefined): HttpCommand {
  if (options) checkNames(options);
  const form = pairs(options?.get("form"), "form");
  const body = bodyOf(options?.get("body"), form);
  return {
    type: "http",
    method: methodOf(method, body),
    url: urlOf(url, pairs(options?.get("query"), "query") ?? []),
    headers: headersOf(options, form !== undefined),
    body,
    timeoutMilliseconds: timeoutOf(options?.get("timeout")),
    maxResponseBytes: sizeOf(options?.get("max_response_body")),
  };
}

function checkNames(options: LuaTable): void {
  for (const [key, value] of options.entries()) {
    const name = String(key);
    if (KNOWN.includes(name) || (name === "stream" && value === false)) continue;
    const problem = NOT_SUPPORTED_YET.includes(name)
      ? "is not supported yet"
      : `is unknown; known: ${KNOWN.join(", ")}`;
    throw invalid(`option "${name}" ${problem}`);
  }
}

function methodOf(text: string, body: string | undefined): string {
  const method = text.toUpperCase();
  if (!METHOD_REGEXP.test(method) || FORBIDDEN_METHODS.includes(method)) throw invalid(`bad method "${text}"`);
  if (body !== undefined && (method === "GET" || method === "HEAD")) throw invalid(`${method} cannot have a body`);
  return method;
}

function urlOf(text: string, query: [string, string][]): string {
  if (!URL.canParse(text)) throw invalid(`bad URL "${withoutSecrets(text)}"`);
  const url = new URL(text);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw invalid(`bad URL "${withoutSecrets(text)}": the scheme must be http or https`);
  }
  if (query.length > 0) url.search += (url.search ? "&" : "?") + encodePairs(query);
  return url.href;
}

/** Without credentials and query. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//").replace(/\?.*/s, "");
}

function bodyOf(value: LuaValue, form: [string, string][] | undefined): string | undefined {
  if (value !== undefined && form) throw invalid('give either "body" or "form"');
  if (form) return encodePairs(form);
  if (value === undefined || typeof value === "string") return value;
  throw wrongOption("body", "a string", value);
}

function headersOf(options: LuaTable | undefined, isForm: boolean): [string, string][] {
  const headers = pairs(options?.get("headers"), "headers") ?? [];
  if (isForm) headers.push(["content-type", "application/x-www-form-urlencoded"]);
  const auth = options?.get("auth");
  if (auth !== undefined) headers.push(["authorization", basicAuth(auth)]);
  for (const header of headers) checkHeader(header);
  return headers;
}

function checkHeader([name, value]: [string, string]): void {
  try {
    new Headers([[name, value]]);
  } catch {
    throw invalid(`bad name or value of header "${name}"`);
  }
}

function basicAuth(value: LuaValue): string {
  const table = value instanceof LuaTable ? value : undefined;
  const user = table?.get("user");
  const pass = table?.get("pass");
  if (typeof user === "string" && typeof pass === "string") return `Basic ${btoa(`${user}:${pass}`)}`;
  throw invalid('option "auth" must be a table { user = string, pass = string }');
}

/** Names and values of a table option; a list of values repeats the name. */
function pairs(value: LuaValue, option: string): [string, string][] | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof LuaTable)) throw wrongOption(option, "a table", value);
  const result: [string, string][] = [];
  for (const [key, item] of value.entries()) {
    if (typeof key !== "string") throw invalid(`option "${option}" must have string keys`);
    const items = item instanceof LuaTable ? [...item.entries()].map((pair) => pair[1]) : [item];
    for (const one of items) result.push([key, scalarText(one, `${option}.${key}`)]);
  }
  return result;
}

function scalarText(value: LuaValue, option: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  throw wrongOption(option, "a string", value);
}

/** A number counts seconds here. */
function timeoutOf(value: LuaValue): number {
  if (value === undefined || value === 0) return DEFAULT_TIMEOUT;
  const milliseconds = typeof value === "number" ? value * 1000 : durationOf(value);
  if (milliseconds !== undefined && milliseconds > 0) return milliseconds;
  throw invalid('option "timeout" must be a positive number of seconds or a duration such as "5s"');
}

function durationOf(value: LuaValue): number | undefined {
  const nanoseconds = typeof value === "string" ? parseDuration(value) : undefined;
  return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
}

function sizeOf(value: LuaValue): number {
  if (value === undefined || value === 0) return DEFAULT_MAX_RESPONSE_BYTES;
  if (typeof value === "number" && value > 0) return value;
  throw invalid('option "max_response_body" must be a number of bytes, 0 for the default');
}

function wrongOption(option: string, expected: string, value: LuaValue): AppError {
  return invalid(`option "${option}" must be ${expected}, got ${typeName(value)}`);
}

function invalid(message: string): AppError {
  return new AppError(`http_client: ${message}`, { kind: "Invalid", retryable: false });
}
