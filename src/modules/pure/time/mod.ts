export {
  type CalendarTime,
  calendarTime,
  type DateFields,
  unixNanoseconds,
  unixSeconds,
  yearDay,
} from "./calendar_time.ts";
export { formatTime } from "./format_time.ts";
export { findLocation, fixedZone, localLocation, type Location, UTC } from "./location.ts";
export { parseTime } from "./parse_time.ts";
