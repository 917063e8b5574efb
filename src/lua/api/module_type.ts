import { typeName } from "./arguments.ts";
import { LuaType, luaType } from "./lua_type.ts";
import type { UserdataType } from "./userdata.ts";
import type { LuaValue } from "./value.ts";

/** A type that a builtin module has as a field, such as `process.Message` (spec/lua-modules.md §1.2). */
export class ModuleType extends LuaType {
  override readonly type: UserdataType = moduleType;
  readonly #accepts: (value: LuaValue) => boolean;

  /**
   * @param text with the module, as scripts write it
   */
  constructor(override readonly text: string, accepts: (value: LuaValue) => boolean) {
    super();
    this.#accepts = accepts;
  }

  override get definition(): string {
    return this.text;
  }

  override problemWith(value: LuaValue): string | undefined {
    return this.#accepts(value) ? undefined : `expected ${this.text}, got ${typeName(value)}`;
  }
}

const moduleType: UserdataType = {
  ...luaType,
  methods: { ...luaType.methods, kind: luaType.methods.name },
};
