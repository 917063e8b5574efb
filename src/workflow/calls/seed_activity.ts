import {
  bytesToByteString,
  type ByteString,
  byteStringToBytes,
  fromLatin1,
  isByteString,
  toByteString,
  toLatin1,
} from "../../base/mod.ts";
import type { LuaValue } from "../../lua/api/mod.ts";
import type { WorkflowCommand } from "../proto.ts";
import { scheduleInternal } from "./schedule_internal.ts";

/** Type of the local activity that draws a secret seed for a workflow; workers serve it without an entry. */
export const SEED_ACTIVITY = "lunation.seed";

const SEED_BYTES = 32;

/** What the activity gives: base64 text, which JSON carries unchanged. */
export function drawSeed(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): ByteString {
  return toByteString(btoa(toLatin1(bytesToByteString(random(new Uint8Array(SEED_BYTES))))));
}

/** The bytes of what {@linkcode drawSeed} gave. */
export function decodeSeed(seed: LuaValue): Uint8Array {
  return byteStringToBytes(fromLatin1(atob(isByteString(seed) ? toLatin1(seed) : "")));
}

/** The command that has a seed drawn. */
export function scheduleSeed(seq: number): WorkflowCommand {
  return scheduleInternal(seq, SEED_ACTIVITY);
}
