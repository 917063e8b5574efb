import { type LuaValue, method, Userdata, type UserdataType } from "../../lua/mod.ts";

/** A value in the wrapper that futures deliver (contract/lua-modules.md §21). */
export class Payload extends Userdata {
  override readonly type: UserdataType = payloadType;

  constructor(readonly value: LuaValue) {
    super();
  }
}

const payloadType: UserdataType = {
  name: "Payload",
  methods: {
    get_format: method(Payload, "get_format", () => "lua/any"),
    data: method(Payload, "data", (payload) => payload.value),
    unmarshal: method(Payload, "unmarshal", (payload) => payload.value),
  },
};
