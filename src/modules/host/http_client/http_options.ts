import {
  ascii,
  type ByteString,
  concatBytes,
  fromByteString,
  fromLatin1,
  isByteString,
  text,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import { LuaTable, type LuaValue } from "../../../lua/api/mod.ts";
import { connectionOf } from "./_connection_options.ts";
import { filesOf } from "./_file_options.ts";
import {
  booleanOption,
  checkNames,
  invalid,
  pairsOption,
  sizeOption,
  stringOption,
  timeoutOption,
} from "./_option_values.ts";
import type { HttpPart } from "./http_part.ts";
import type { HttpRequest } from "./http_request.ts";
import { decodePercent, encodePairs } from "./uri.ts";

const DEFAULT_MAX_RESPONSE_BYTES = 10 * 1024 * 1024;
const KNOWN = [
  ...["headers", "query", "cookies", "body", "form", "files", "auth", "timeout"],
  ...["stream", "max_response_body", "unix_socket", "tls"],
];
const METHOD_REGEXP = /^[A-Z]+$/;
const FORBIDDEN_METHODS = ["CONNECT", "TRACE", "TRACK"];
/** RFC 6265, section 4.1.1. */
const COOKIE_NAME_REGEXP = /^[\w!#$%&'*+.^`|~-]+$/;
const COOKIE_VALUE_REGEXP = /^[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]*$/;

type Pair = [name: ByteString, value: ByteString];

/**
 * Checks one call of `http_client` (spec/lua-modules.md §17).
 *
 * @param method any case
 * @throws {AppError} kind Invalid for a bad URL or option
 */
export function requestOf(method: string, url: string, options: LuaTable | undefined): HttpRequest {
  if (options?.get(ascii("overlay_network")) !== undefined) throw invalid('option "overlay_network" is not supported');
  if (options) checkNames(options, KNOWN);
  const body = bodyOf(options);
  const isStream = booleanOption(options?.get(ascii("stream")), "stream") ?? false;
  const address = urlOf(url, pairsOption(options?.get(ascii("query")), "query") ?? []);
  const headers = headersOf(options, isByteString(body) && options?.get(ascii("form")) !== undefined);
  const credentials = takeCredentials(address);
  if (credentials !== undefined && !has(headers, "authorization")) headers.push([ascii("authorization"), credentials]);
  return {
    method: methodOf(method, body !== undefined),
    url: address.href,
    headers,
    body,
    timeoutMilliseconds: timeoutOption(options?.get(ascii("timeout"))),
    maxResponseBytes: sizeOption(
      options?.get(ascii("max_response_body")),
      isStream ? Infinity : DEFAULT_MAX_RESPONSE_BYTES,
    ),
    isStream,
    connection: connectionOf(options, has(headers, "host")),
  };
}

function methodOf(name: string, hasBody: boolean): string {
  const method = name.toUpperCase();
  if (!METHOD_REGEXP.test(method) || FORBIDDEN_METHODS.includes(method)) throw invalid(text`bad method "${name}"`);
  if (hasBody && (method === "GET" || method === "HEAD")) throw invalid(text`${method} cannot have a body`);
  return method;
}

function urlOf(address: string, query: Pair[]): URL {
  const url = URL.parse(address);
  if (url === null) throw invalid(text`bad URL "${withoutSecrets(address)}"`);
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw invalid(text`bad URL "${withoutSecrets(address)}": the scheme must be http or https`);
  }
  if (query.length > 0) url.search += (url.search ? "&" : "?") + encodePairs(query);
  return url;
}

/** Without credentials and query. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, "//").replace(/\?.*/s, "");
}

/** Takes user and password out of a URL, as the value of a header. */
function takeCredentials(url: URL): ByteString | undefined {
  const { username, password } = url;
  url.username = url.password = "";
  return username || password ? basicAuth(decodePercent(username), decodePercent(password)) : undefined;
}

function bodyOf(options: LuaTable | undefined): ByteString | HttpPart[] | undefined {
  const text = stringOption(options?.get(ascii("body")), "body");
  const form = pairsOption(options?.get(ascii("form")), "form");
  const files = filesOf(options?.get(ascii("files")));
  if (text !== undefined && form) throw invalid('give either "body" or "form"');
  if (text !== undefined && files) throw invalid('give either "body" or "files"');
  if (files) return [...(form ?? []).map(([name, content]) => ({ name, content })), ...files];
  return form ? toByteString(encodePairs(form)) : text;
}

function headersOf(options: LuaTable | undefined, isForm: boolean): Pair[] {
  const headers = pairsOption(options?.get(ascii("headers")), "headers") ?? [];
  if (isForm && !has(headers, "content-type")) {
    headers.push([ascii("content-type"), ascii("application/x-www-form-urlencoded")]);
  }
  const auth = options?.get(ascii("auth"));
  if (auth !== undefined) headers.push([ascii("authorization"), authOf(auth)]);
  const cookies = pairsOption(options?.get(ascii("cookies")), "cookies") ?? [];
  for (const cookie of cookies) checkCookie(cookie);
  if (cookies.length > 0) headers.push([ascii("cookie"), fromLatin1(cookies.map((pair) => pair.join("=")).join("; "))]);
  for (const header of headers) checkHeader(header);
  return headers;
}

function has(headers: readonly Pair[], wanted: string): boolean {
  return headers.some(([name]) => toLatin1(name).toLowerCase() === wanted);
}

function checkCookie([name, value]: Pair): void {
  if (COOKIE_NAME_REGEXP.test(toLatin1(name)) && COOKIE_VALUE_REGEXP.test(toLatin1(value))) return;
  throw invalid(text`bad name or value of cookie "${fromByteString(name)}"`);
}

function checkHeader([name, value]: Pair): void {
  try {
    new Headers([[toLatin1(name), toLatin1(value)]]);
  } catch {
    throw invalid(text`bad name or value of header "${fromByteString(name)}"`);
  }
}

function authOf(value: LuaValue): ByteString {
  const table = value instanceof LuaTable ? value : undefined;
  const user = table?.get(ascii("user"));
  const pass = table?.get(ascii("pass"));
  if (isByteString(user) && isByteString(pass)) return basicAuth(user, pass);
  throw invalid('option "auth" must be a table { user = string, pass = string }');
}

/** RFC 7617. */
function basicAuth(user: ByteString, pass: ByteString): ByteString {
  return toByteString(`Basic ${btoa(toLatin1(concatBytes(user, ascii(":"), pass)))}`);
}
