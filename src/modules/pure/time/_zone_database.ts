import { createRequire } from "node:module";
import { correctZones } from "./_correct_zones.ts";

const require = createRequire(import.meta.url);

/** What is in force in a zone at some moment. */
export interface ZoneOffset {
  /** Seconds east of Greenwich. */
  readonly seconds: number;
  /** `CET`; `+0530` or `+03` where tzdb has no letters. */
  readonly name: string;
  readonly isSummerTime: boolean;
}

type Database = ReturnType<typeof import("timezonecomplete").TzDatabase.instance>;

let database: Database | undefined;

/** Loaded at the first use of a zone, for it takes some 20 ms. */
function load(): Database {
  if (database === undefined) {
    const { TzDatabase } = require("timezonecomplete") as typeof import("timezonecomplete");
    // Left alone it searches the disk for its data, of which a compiled program has none.
    TzDatabase.init(correctZones(require("tzdata")));
    database = TzDatabase.instance();
  }
  return database;
}

/** True for the name of a zone of tzdb; case counts, as on a file system. */
export function zoneExists(name: string): boolean {
  return load().exists(name);
}

/** Looks up a zone that exists. */
export function zoneOffset(zone: string, unixSeconds: number): ZoneOffset {
  const milliseconds = unixSeconds * 1000;
  // The package keeps offsets as fractions of hours.
  const seconds = Math.round(load().totalOffset(zone, milliseconds).seconds());
  const isSummerTime = seconds !== Math.round(load().standardOffset(zone, milliseconds).seconds());
  return { seconds, name: nameOf(load().abbreviation(zone, milliseconds)), isSummerTime };
}

/** The package writes `UTC+0530` where tzdb says `%z`: sign, hours, and minutes unless they are zero. */
function nameOf(abbreviation: string): string {
  const [, sign, hours, minutes] = /^UTC([+-])(\d\d):?(\d\d)$/.exec(abbreviation) ?? [];
  if (sign === undefined) return abbreviation;
  return sign + hours + (minutes === "00" ? "" : minutes);
}
