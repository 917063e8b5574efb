import type { Channel } from "./channel.ts";
import { type LuaValue, Userdata, type UserdataType } from "../api/mod.ts";

const selectCaseType: UserdataType = { name: "SelectCase", methods: {} };

/** What `ch:case_send(v)` and `ch:case_receive()` give to `channel.select`. */
export class SelectCase extends Userdata {
  override readonly type: UserdataType = selectCaseType;

  /** @param sent the value to send; absent for a case that receives */
  constructor(readonly channel: Channel, readonly sent?: { readonly value: LuaValue }) {
    super();
  }
}
