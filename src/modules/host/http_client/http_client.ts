import { fromByteString, isByteString, orError, text, toByteString } from "../../../base/mod.ts";
import {
  badArgument,
  failure,
  type LuaModule,
  LuaTable,
  type LuaValue,
  type Native,
  optionalTableArgument,
  orFailure,
  stringArgument,
  Suspension,
  tableArgument,
  textArgument,
  type WaitingFunction,
  type WaitingResult,
  waits,
} from "../../../lua/api/mod.ts";
import type { HttpBatchCommand, HttpCommand } from "./http_command.ts";
import { invalid } from "./_option_values.ts";
import { requestOf } from "./http_options.ts";
import { streamType } from "./http_stream.ts";
import type { HttpRequest } from "./http_request.ts";
import { decodeUri, encodeUri } from "./uri.ts";

function send(method: string, name: string, args: LuaValue[], urlPosition: number): WaitingResult {
  const url = textArgument(args, urlPosition, name);
  const options = optionalTableArgument(args, urlPosition + 1, name);
  return orFailure(() => {
    const command: HttpCommand = { type: "http", request: requestOf(method, url, options) };
    return new Suspension(command);
  });
}

function sender(name: string): WaitingFunction {
  return waits((args) => send(name, name, args, 1));
}

/** `request_batch{ { method, url, options }, … }`; a request that cannot be sent is an error at its place. */
function sendBatch(args: LuaValue[]): WaitingResult {
  const list = tableArgument(args, 1, "request_batch");
  const requests = Array.from({ length: list.length() }, (_, i) => {
    const item = list.get(i + 1);
    if (item instanceof LuaTable) return orError(() => itemOf(item));
    throw badArgument(1, "request_batch", text`item ${i + 1} must be a table { method, url, options }`);
  });
  const command: HttpBatchCommand = { type: "http_batch", requests };
  return new Suspension(command);
}

function itemOf(item: LuaTable): HttpRequest {
  const [method, url, options] = [item.get(1), item.get(2), item.get(3)];
  const isWellFormed = isByteString(method) && isByteString(url) &&
    (options === undefined || options instanceof LuaTable);
  if (!isWellFormed) throw invalid("a request of a batch must be a table { method, url, options }");
  const request = requestOf(fromByteString(method), fromByteString(url), options);
  if (request.isStream) throw invalid('option "stream" is not for batches');
  return request;
}

const MEMBERS: Readonly<Record<string, Native>> = {
  get: sender("get"),
  post: sender("post"),
  put: sender("put"),
  delete: sender("delete"),
  head: sender("head"),
  patch: sender("patch"),
  request: waits((args) => send(textArgument(args, 1, "request"), "request", args, 2)),
  request_batch: waits(sendBatch),
  encode_uri: (args) => toByteString(encodeUri(stringArgument(args, 1, "encode_uri"))),
  decode_uri: (args) => {
    const decoded = decodeUri(stringArgument(args, 1, "decode_uri"));
    return decoded ?? failure("Invalid", "http_client.decode_uri: a % is not followed by two hexadecimal digits");
  },
};

/** The `http_client` module (spec/lua-modules.md §17). */
export const httpClientModule: LuaModule = {
  name: "http_client",
  world: "host",
  members: MEMBERS,
  types: [streamType],
  open: ({ state }) => state.createLibrary(MEMBERS),
};
