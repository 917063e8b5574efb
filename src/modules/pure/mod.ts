import type { LuaModule } from "../../lua/mod.ts";
import { base64Module } from "./base64.ts";
import { errorsModule } from "./errors.ts";
import { hashModule } from "./hash.ts";
import { jsonModule } from "./json.ts";
import { osModule } from "./os.ts";
import { uuidModule } from "./uuid.ts";

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
export const pureModules: readonly LuaModule[] = [base64Module, errorsModule, hashModule, jsonModule, uuidModule];

/** Those of all modules that every script has without naming them (contract/lua-modules.md §1.1). */
export const globalModules: readonly LuaModule[] = [errorsModule, osModule];
