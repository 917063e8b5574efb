import type { LuaModule } from "../../lua/api/mod.ts";
import { base64Module } from "./base64.ts";
import { compressModule } from "./compress/mod.ts";
import { cryptoModule } from "./crypto/mod.ts";
import { ctxModule } from "./ctx.ts";
import { errorsModule } from "./errors.ts";
import { hashModule } from "./hash.ts";
import { jsonModule } from "./json.ts";
import { loggerModule } from "./logger.ts";
import { osModule } from "./os.ts";
import { payloadModule } from "./payload.ts";
import { textModule } from "./text/mod.ts";
import { uuidModule } from "./uuid.ts";
import { yamlModule } from "./yaml.ts";

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
export { re2 } from "./regular_expression.ts";
export { SECURITY_CONTEXT } from "./security_context.ts";
export type { DeriveKeyCommand } from "./crypto/mod.ts";
export type { SeedCommand } from "./seed_command.ts";
export { Payload } from "./payload.ts";

/** Modules that only compute. */
export const pureModules: readonly LuaModule[] = [
  base64Module,
  compressModule,
  cryptoModule,
  ctxModule,
  errorsModule,
  hashModule,
  jsonModule,
  loggerModule,
  textModule,
  uuidModule,
  yamlModule,
];

/** Those of all modules that every script has without naming them (spec/lua-modules.md §1.1). */
export const globalModules: readonly LuaModule[] = [errorsModule, osModule, payloadModule];
