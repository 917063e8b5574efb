import type { LuaModule } from "../../lua/mod.ts";
import { errorsModule } from "./errors.ts";
import { jsonModule } from "./json.ts";
import { osModule } from "./os.ts";

export {
  type CalendarTime,
  calendarTime,
  type DateFields,
  findLocation,
  fixedZone,
  formatTime,
  localLocation,
  type Location,
  parseTime,
  unixNanoseconds,
  unixSeconds,
  UTC,
  yearDay,
} from "./time/mod.ts";
export { Payload } from "./payload.ts";

/** Modules that only compute. */
export const pureModules: readonly LuaModule[] = [errorsModule, jsonModule];

/** Those of all modules that every script has without naming them (contract/lua-modules.md §1.1). */
export const globalModules: readonly LuaModule[] = [errorsModule, osModule];
