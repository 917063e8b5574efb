import { Channel } from "./channel.ts";
import { channelSelect } from "./channel_select.ts";
import { LuaError, type LuaModule } from "../api/mod.ts";

/** The global `channel` (spec/lua-modules.md §4). */
export const channelLibrary: LuaModule = {
  name: "channel",
  world: "any",
  open: ({ state }) =>
    state.createLibrary({
      new: ([capacity = 0]) => {
        if (typeof capacity !== "number" || !Number.isInteger(capacity) || capacity < 0) {
          throw new LuaError("bad argument #1 to 'new' (non-negative integer expected)");
        }
        return new Channel(capacity);
      },
      select: channelSelect,
    }),
};
