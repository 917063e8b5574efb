import { Buffer } from "node:buffer";
import { createRequire } from "node:module";
import { AppError, bytesToByteString, type Data, decodeJson, encodeJson, fromByteString } from "../../../base/mod.ts";
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
export const jwtEncode: NativeFunction = ([claims, key, algorithm = "HS256"]) => {
  if (!(claims instanceof LuaTable)) return failure("Invalid", "claims must be a table");
  const problem = fault(key, algorithm);
  if (problem !== undefined) return failure("Invalid", problem);
  try {
    const { header, payload } = partsOf(toData(claims));
    return load().sign(payload, keyBytes(key as string), {
      algorithm,
      header: { typ: "JWT", ...header, alg: algorithm },
    });
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

/** The header's own fields and the payload as text, which keeps every digit and what the package would leave out, `iat`. */
function partsOf(data: Data): { header: object; payload: string } {
  if (Array.isArray(data) && data.length > 0) throw new AppError("the claims have no names");
  const claims = new Map(data instanceof Map ? data : []);
  const header = claims.get("_header") ?? new Map();
  claims.delete("_header");
  if (!(header instanceof Map || Array.isArray(header) && header.length === 0)) {
    throw new AppError('"_header" must be a table of fields');
  }
  for (const claim of ["exp", "nbf", "iat"]) {
    if (!["number", "undefined"].includes(typeof claims.get(claim))) {
      throw new AppError(`"${claim}" should be a number of seconds`);
    }
  }
  return { header: plainValue(header) as object, payload: encodeJson(claims) };
}

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
