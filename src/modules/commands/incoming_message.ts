import type { Data } from "../../base/mod.ts";

/** A message on its way to a script: a signal, an update, or what a process sent. Texts are byte strings. */
export interface IncomingMessage {
  readonly topic: string;
  /** Pid of the sender; "" when unknown. */
  readonly from: string;
  readonly payloads: readonly Data[];
  /** Called once, when the message finds a channel. */
  taken?(): void;
}
