import assert from "node:assert/strict";
import { toByteString } from "../../base/mod.ts";
import { fromPayload } from "../payload/payload.ts";
import { type ProcessErrand, readErrand, scheduleErrand } from "./process_activity.ts";

function sent(errand: ProcessErrand): ProcessErrand {
  const args = scheduleErrand(1, errand).scheduleLocalActivity?.arguments ?? [];
  return readErrand(args.map((payload) => fromPayload(payload) ?? null));
}

Deno.test("a workflow's errand keeps pids, names, topics and reasons that are not ASCII", () => {
  const from = "{app:münchen@app:arbeiter|bestellung-größe}";
  const values = [toByteString("straße")];
  const errands: ProcessErrand[] = [
    { command: { type: "send", destination: "{münchen@app:host|0x1}", topic: "grüße", values }, from },
    { command: { type: "cancel_process", destination: "müller", reason: "schluß" }, from },
    { command: { type: "terminate_process", destination: "müller", reason: "" }, from },
  ];
  for (const errand of errands) assert.deepEqual(sent(errand), errand);
});
