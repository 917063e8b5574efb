import { pbkdf2 } from "node:crypto";
import { bytesToByteString, type ByteString } from "../../base/mod.ts";
import type { DeriveKeyCommand } from "../pure/mod.ts";
import type { HostEffect } from "./effect.ts";

/** Carries out `crypto.pbkdf2` in a thread of its own; once begun it ends by itself. */
export const deriveKey: HostEffect<DeriveKeyCommand> = ({ password, salt, iterations, length, algorithm }) => {
  const { promise, resolve, reject } = Promise.withResolvers<ByteString>();
  pbkdf2(password, salt, iterations, length, algorithm, (error, key) => {
    if (error) reject(error);
    else resolve(bytesToByteString(key));
  });
  return promise;
};
