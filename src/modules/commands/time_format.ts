const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];
const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

const SECOND = 1_000_000_000n;

/** The tokens of Go's layouts, longer ones first where one begins another. */
const TOKEN_REGEXP =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|2006|Z07:00|Z0700|-07:00|-0700|-07|_2(?!006)|002|0[1-6]|15|PM|pm|[1-5]|[.,](?:0+|9+)(?!\d)/g;

/** A moment taken apart, in UTC. */
export interface CalendarTime {
  readonly date: Date;
  /** Within the second. */
  readonly nanosecond: number;
}

/** Takes nanoseconds since the Unix epoch apart. */
export function calendarTime(unixNanoseconds: bigint): CalendarTime {
  const nanosecond = ((unixNanoseconds % SECOND) + SECOND) % SECOND;
  const seconds = (unixNanoseconds - nanosecond) / SECOND;
  return { date: new Date(Number(seconds) * 1000), nanosecond: Number(nanosecond) };
}

/** Day of the year, from 1. */
export function yearDay(date: Date): number {
  return (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) -
        Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000 + 1;
}

/** Writes a moment by a Go layout (contract/lua-modules.md §7); what is no token stands for itself. */
export function formatTime(time: CalendarTime, layout: string): string {
  return layout.replace(TOKEN_REGEXP, (token) => WRITERS[token]?.(time.date) ?? formatFraction(token, time.nanosecond));
}

/** How each token is written. */
const WRITERS: Readonly<Record<string, (date: Date) => string>> = {
  "2006": (date) => pad(date.getUTCFullYear(), 4),
  "06": (date) => pad(date.getUTCFullYear() % 100, 2),
  January: (date) => MONTHS[date.getUTCMonth()]!,
  Jan: (date) => MONTHS[date.getUTCMonth()]!.slice(0, 3),
  "01": (date) => pad(date.getUTCMonth() + 1, 2),
  "1": (date) => String(date.getUTCMonth() + 1),
  Monday: (date) => DAYS[date.getUTCDay()]!,
  Mon: (date) => DAYS[date.getUTCDay()]!.slice(0, 3),
  "02": (date) => pad(date.getUTCDate(), 2),
  _2: (date) => String(date.getUTCDate()).padStart(2),
  "2": (date) => String(date.getUTCDate()),
  "002": (date) => pad(yearDay(date), 3),
  "15": (date) => pad(date.getUTCHours(), 2),
  "03": (date) => pad(hour12(date), 2),
  "3": (date) => String(hour12(date)),
  "04": (date) => pad(date.getUTCMinutes(), 2),
  "4": (date) => String(date.getUTCMinutes()),
  "05": (date) => pad(date.getUTCSeconds(), 2),
  "5": (date) => String(date.getUTCSeconds()),
  PM: (date) => date.getUTCHours() < 12 ? "AM" : "PM",
  pm: (date) => date.getUTCHours() < 12 ? "am" : "pm",
  MST: () => "UTC",
  "Z07:00": () => "Z",
  Z0700: () => "Z",
  "-07:00": () => "+00:00",
  "-0700": () => "+0000",
  "-07": () => "+00",
};

function hour12(date: Date): number {
  return date.getUTCHours() % 12 || 12;
}

/** `.000` keeps all digits, `.999` drops zeros at the end, and itself when nothing is left. */
function formatFraction(token: string, nanosecond: number): string {
  let digits = pad(nanosecond, 9).slice(0, token.length - 1).padEnd(token.length - 1, "0");
  if (token[1] === "9") digits = digits.replace(/0+$/, "");
  return digits && token[0] + digits;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, "0");
}
