import { ascii, toByteString } from "../../../base/mod.ts";
import { badArgument, type LuaValue, method, Userdata, type UserdataType } from "../../../lua/api/mod.ts";
import type { Location } from "../../pure/mod.ts";

/** A time zone in a script's hands (spec/lua-modules.md §7). */
export class LocationValue extends Userdata {
  override readonly type: UserdataType = locationType;

  constructor(readonly location: Location) {
    super();
  }
}

const locationType: UserdataType = {
  name: "Location",
  methods: { string: method(LocationValue, "string", (self) => toByteString(self.location.name)) },
  metamethods: {
    __eq: ([a, b]) => a instanceof LocationValue && b instanceof LocationValue && a.location === b.location,
    __tostring: ([self]) => self instanceof LocationValue ? toByteString(self.location.name) : ascii("Location"),
  },
};

/** An optional Location argument; `fallback` when it is nil or absent. */
export function locationArgument(args: LuaValue[], position: number, name: string, fallback: Location): Location {
  const value = args[position - 1];
  if (value === undefined) return fallback;
  if (value instanceof LocationValue) return value.location;
  throw badArgument(position, name, "Location expected");
}
