import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { AppError, bytesToByteString, type Data, decodeJson, fromByteString } from "../../../base/mod.ts";
import { failure, fromData, LuaTable, type LuaValue, type NativeFunction, toData } from "../../../lua/mod.ts";
import { plainValue } from "../plain_value.ts";

const require = createRequire(import.meta.url);

const ALGORITHMS = ["HS256", "HS384", "HS512", "RS256"];

/** What is used of the package, which brings no types. */
interface JsonWebToken {
  sign(payload: unknown, key: Buffer, options: Record<string, unknown>): string;
  verify(token: string, key: Buffer, options: Record<string, unknown>): unknown;
}

function load(): JsonWebToken {
  return require("jsonwebtoken") as JsonWebToken;
}

/** `jwt.encode(claims, key, alg?)`: a token; the field `_header` of the claims goes into the header. */
export const jwtEncode: NativeFunction = ([claims, key, algorithm = "HS256"]) => {
  if (!(claims instanceof LuaTable)) return failure("Invalid", "claims must be a table");
  const problem = fault(key, algorithm);
  if (problem !== undefined) return failure("Invalid", problem);
  try {
    const data = toData(claims);
    if (Array.isArray(data) && data.length > 0) throw new AppError("the claims have no names");
    const { _header = {}, ...payload } = plainValue(data) as Record<string, unknown>;
    const header = { ..._header as object, alg: algorithm };
    return load().sign(payload, keyBytes(key as string), { algorithm, header, noTimestamp: true });
  } catch (error) {
    return failure("Invalid", `cannot make a token: ${messageOf(error)}`);
  }
};

/** `jwt.verify(token, key, alg?, require_exp?)`: the claims, or `nil, err` of kind Internal. */
export const jwtDecode: NativeFunction = ([token, key, algorithm = "HS256", requireExp = true], { state, world }) => {
  if (typeof token !== "string") return failure("Invalid", "token must be a string");
  const problem = fault(key, algorithm);
  if (problem !== undefined) return failure("Invalid", problem);
  const clockTimestamp = Number(world.now() / 1_000_000_000n);
  try {
    load().verify(token, keyBytes(key as string), { algorithms: [algorithm], clockTimestamp });
    const claims = claimsOf(token);
    if (requireExp !== false && typeof claims.get("exp") !== "number") throw new AppError("the token has no exp");
    return fromData(claims, state);
  } catch (error) {
    return failure("Internal", `token refused: ${messageOf(error)}`);
  }
};

function fault(key: LuaValue, algorithm: LuaValue): string | undefined {
  if (typeof key !== "string" || key === "") return "key must be a string that is not empty";
  if (ALGORITHMS.includes(algorithm as string)) return undefined;
  return `the algorithm must be one of ${ALGORITHMS.join(", ")}`;
}

function keyBytes(key: string): Buffer {
  return Buffer.from(key, "latin1");
}

/** Read anew from the text, which keeps order and digits. */
function claimsOf(token: string): Map<string, Data> {
  const bytes = Buffer.from(token.split(".")[1]!, "base64url");
  const data = decodeJson(fromByteString(bytesToByteString(bytes)));
  if (data instanceof Map) return data;
  throw new AppError("its claims are no object");
}

function messageOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  throw error;
}
