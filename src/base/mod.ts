export { abortable, type Deadline, deadline, onAbort, sleep, within } from "./abort.ts";
export type { AppResources } from "./resources/app_resources.ts";
export { AppError, type AppErrorOptions, canceled, ERROR_KINDS, type ErrorKind, invalid } from "./app_error.ts";
export {
  ascii,
  bytesToByteString,
  type ByteString,
  byteStringToBytes,
  concatBytes,
  fromByteString,
  fromLatin1,
  isByteString,
  toByteString,
  toLatin1,
} from "./byte_string.ts";
export { parseByteSize } from "./byte_size.ts";
export { type Clock, systemClock } from "./clock.ts";
export type { Component, StopReport } from "./component.ts";
export type { ComponentStatus, Slots } from "./component_status.ts";
export type { Data } from "./data.ts";
export { type DataPath, isAtOrBelow, valueAt } from "./data_path.ts";
export { formatDuration, parseDuration } from "./duration.ts";
export { qualifyEntryId, splitEntryId } from "./entry_id.ts";
export type { EnvStorage } from "./resources/env_storage.ts";
export type { Environment } from "./resources/environment.ts";
export { errorsOnly, LOG_LEVELS, type Logger, type LogLevel } from "./logger.ts";
export { integerOf, isExact, MAX_EXACT, narrow, wrap } from "./int64.ts";
export { decodeJson, encodeJson, MAX_DATA_DEPTH, MAX_DATA_VALUES } from "./json.ts";
export type { RegistryRecord, RegistryView } from "./resources/registry_view.ts";
export { Secret } from "./secret.ts";
export type { Store, StoreDirectory, StoreEntry, StoreWrite } from "./resources/store.ts";
export { text, type TextSlot } from "./text.ts";
export { errorText, orError, toError } from "./thrown.ts";
