import { AppError } from "../../base/mod.ts";
import {
  ErrorValue,
  failure,
  type LuaModule,
  type LuaValue,
  type NativeFunction,
  type NativeResult,
  optionalTableArgument,
  stringArgument,
  Suspension,
} from "../../lua/mod.ts";
import { httpCommand } from "./http_options.ts";
import { decodeUri, encodeUri } from "./uri.ts";

function send(method: string, name: string, args: LuaValue[], urlPosition: number): NativeResult {
  const url = stringArgument(args, urlPosition, name);
  const options = optionalTableArgument(args, urlPosition + 1, name);
  try {
    return new Suspension(httpCommand(method, url, options));
  } catch (error) {
    if (error instanceof AppError) return [undefined, new ErrorValue(error)];
    throw error;
  }
}

function sender(name: string): NativeFunction {
  return (args) => send(name, name, args, 1);
}

const MEMBERS: Readonly<Record<string, NativeFunction>> = {
  get: sender("get"),
  post: sender("post"),
  put: sender("put"),
  delete: sender("delete"),
  head: sender("head"),
  patch: sender("patch"),
  request: (args) => send(stringArgument(args, 1, "request"), "request", args, 2),
  encode_uri: (args) => encodeUri(stringArgument(args, 1, "encode_uri")),
  decode_uri: (args) => {
    const decoded = decodeUri(stringArgument(args, 1, "decode_uri"));
    return decoded ?? failure("Invalid", "http_client.decode_uri: a % is not followed by two hexadecimal digits");
  },
};

/** The `http_client` module (contract/lua-modules.md §17): whole requests and responses, no streams and batches yet. */
export const httpClientModule: LuaModule = {
  name: "http_client",
  world: "host",
  open: ({ state }) => state.createLibrary(MEMBERS),
};
