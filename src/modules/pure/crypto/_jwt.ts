import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import {
  AppError,
  ascii,
  bytesToByteString,
  type ByteString,
  type Data,
  decodeJson,
  encodeJson,
  fromByteString,
  isByteString,
  text,
  toByteString,
  toLatin1,
} from "../../../base/mod.ts";
import { failure, fromData, LuaTable, type LuaValue, type NativeFunction, toData } from "../../../lua/api/mod.ts";
import { plainValue } from "../plain_value.ts";

const require = createRequire(import.meta.url);

const ALGORITHMS = ["HS256", "HS384", "HS512", "RS256"];

/** What is used of the package, which brings no types. */
interface JsonWebToken {
  sign(payload: string, key: Buffer, options: Record<string, unknown>): string;
  verify(token: string, key: Buffer, options: Record<string, unknown>): unknown;
}

function load(): JsonWebToken {
  return require("jsonwebtoken") as JsonWebToken;
}

/** `jwt.encode(claims, key, alg?)`: a token; the field `_header` of the claims goes into the header. */
export const jwtEncode: NativeFunction = ([claims, key, name = ascii("HS256")]) => {
  if (!(claims instanceof LuaTable)) return failure("Invalid", "claims must be a table");
  const algorithm = isByteString(name) ? toLatin1(name) : undefined;
  const problem = fault(key, algorithm);
  if (problem !== undefined) return failure("Invalid", problem);
  try {
    const { header, payload } = partsOf(toData(claims));
    const all = { typ: "JWT", ...header, alg: algorithm };
    return toByteString(load().sign(payload, keyBytes(key as ByteString), { algorithm, header: all }));
  } catch (error) {
    return failure("Invalid", text`cannot make a token: ${messageOf(error)}`);
  }
};

/** `jwt.verify(token, key, alg?, require_exp?)`: the claims, or `nil, err` of kind Internal. */
export const jwtDecode: NativeFunction = ([token, key, name = ascii("HS256"), requireExp = true], { state, world }) => {
  if (!isByteString(token)) return failure("Invalid", "token must be a string");
  const algorithm = isByteString(name) ? toLatin1(name) : undefined;
  const problem = fault(key, algorithm);
  if (problem !== undefined) return failure("Invalid", problem);
  const clockTimestamp = Number(world.now() / 1_000_000_000n);
  try {
    load().verify(toLatin1(token), keyBytes(key as ByteString), { algorithms: [algorithm], clockTimestamp });
    const claims = claimsOf(token);
    if (requireExp !== false && typeof claims.get(ascii("exp")) !== "number") {
      throw new AppError("the token has no exp");
    }
    return fromData(claims, state);
  } catch (error) {
    return failure("Internal", text`token refused: ${messageOf(error)}`);
  }
};

/** The header's own fields and the payload as text, which keeps every digit and what the package would leave out, `iat`. */
function partsOf(data: Data): { header: object; payload: string } {
  if (Array.isArray(data) && data.length > 0) throw new AppError("the claims have no names");
  const claims = new Map(data instanceof Map ? data : []);
  const header = claims.get(ascii("_header")) ?? new Map();
  claims.delete(ascii("_header"));
  if (!(header instanceof Map || Array.isArray(header) && header.length === 0)) {
    throw new AppError('"_header" must be a table of fields');
  }
  for (const claim of ["exp", "nbf", "iat"]) {
    if (!["number", "undefined"].includes(typeof claims.get(toByteString(claim)))) {
      throw new AppError(text`"${claim}" should be a number of seconds`);
    }
  }
  return { header: plainValue(header) as object, payload: encodeJson(claims) };
}

function fault(key: LuaValue, algorithm: string | undefined): string | undefined {
  if (!isByteString(key) || key === ascii("")) return "key must be a string that is not empty";
  if (algorithm !== undefined && ALGORITHMS.includes(algorithm)) return undefined;
  return `the algorithm must be one of ${ALGORITHMS.join(", ")}`;
}

function keyBytes(key: ByteString): Buffer {
  return Buffer.from(toLatin1(key), "latin1");
}

/** Read anew from the text, which keeps order and digits. */
function claimsOf(token: ByteString): Map<ByteString, Data> {
  const bytes = Buffer.from(toLatin1(token).split(".")[1]!, "base64url");
  const data = decodeJson(fromByteString(bytesToByteString(bytes)));
  if (data instanceof Map) return data;
  throw new AppError("its claims are no object");
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  throw error;
}
