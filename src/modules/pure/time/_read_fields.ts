import { DAYS, isFraction, isNumericZone, type LayoutPiece, MONTHS } from "./_layout.ts";
import { ParseProblem, quoteBytes } from "./_parse_problem.ts";

/** What a text says of a moment, unchecked except for the range of each field. */
export interface ParsedFields {
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  half?: "AM" | "PM";
  /** The zone was written as `Z` or `UTC`. */
  isUtc: boolean;
  /** Seconds east of Greenwich. */
  zoneOffset?: number;
  zoneName?: string;
}

/** The parts of an offset, the most of each that Go takes, and their seconds. */
const ZONE_UNITS = [["hour", 24, 3600], ["minute", 60, 60], ["second", 60, 1]] as const;

/**
 * Reads a text piece by piece as its layout says.
 *
 * @throws {ParseProblem} where they part
 */
export function readFields(pieces: readonly LayoutPiece[], text: string): ParsedFields {
  const reader = new Reader(text);
  for (const [index, { text: literal, token }] of pieces.entries()) {
    reader.skip(literal);
    if (token !== undefined) reader.read(token, pieces[index + 1]);
  }
  reader.end();
  return reader.fields;
}

class Reader {
  readonly fields: ParsedFields = { year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0, isUtc: false };
  #rest: string;
  #token = "";
  /** Where the token began, for messages. */
  #hold = "";

  constructor(text: string) {
    this.#rest = text;
  }

  /** Passes text of the layout; a blank in it stands for any number of blanks. */
  skip(literal: string): void {
    for (let left = literal; left !== "";) {
      if (left[0] === " ") {
        if (this.#rest !== "" && this.#rest[0] !== " ") throw new ParseProblem(literal, this.#rest);
        left = left.replace(/^ +/, "");
        this.#rest = this.#rest.replace(/^ +/, "");
      } else {
        if (this.#rest[0] !== left[0]) throw new ParseProblem(literal, this.#rest);
        left = left.slice(1);
        this.#rest = this.#rest.slice(1);
      }
    }
  }

  end(): void {
    if (this.#rest !== "") throw new ParseProblem("", "", `: extra text: ${quoteBytes(this.#rest)}`);
  }

  /** @param next the piece behind the token: a fraction in the text belongs to it when it is one */
  read(token: string, next: LayoutPiece | undefined): void {
    this.#token = token;
    this.#hold = this.#rest;
    if (isFraction(token)) return this.#fraction(token);
    if (isNumericZone(token)) return this.#zone(token);
    const { fields } = this;
    switch (token) {
      case "2006":
        fields.year = Number(this.#take(/^\d{4}/));
        return;
      case "06": {
        // Go takes a sign for a digit here.
        const year = Number(this.#take(/^(?:\d|[+-])\d/));
        fields.year = year + (year >= 69 ? 1900 : 2000);
        return;
      }
      case "January":
      case "Jan":
        fields.month = this.#name(MONTHS, token === "Jan") + 1;
        return;
      case "01":
      case "1":
        fields.month = this.#number(token === "01", 1, 12, "month");
        return;
      case "Monday":
      case "Mon":
        this.#name(DAYS, token === "Mon");
        return;
      case "02":
      case "_2":
      case "2":
        if (token === "_2") this.#rest = this.#rest.replace(/^ /, "");
        fields.day = this.#number(token === "02", 0, 99, "day");
        return;
      case "002":
      case "__2":
        if (token === "__2") this.#rest = this.#rest.replace(/^ {1,2}/, "");
        fields.yearDay = Number(this.#take(token === "002" ? /^\d{3}/ : /^\d{1,3}/));
        return;
      case "PM":
      case "pm":
        fields.half = this.#take(token === "PM" ? /^[AP]M/ : /^[ap]m/).toUpperCase() as "AM" | "PM";
        return;
      case "MST":
        return this.#zoneName();
      default:
        return this.#clock(token, next);
    }
  }

  #clock(token: string, next: LayoutPiece | undefined): void {
    const { fields } = this;
    switch (token) {
      case "15":
        fields.hour = this.#number(false, 0, 23, "hour");
        return;
      case "03":
      case "3":
        fields.hour = this.#number(token === "03", 0, 12, "hour");
        return;
      case "04":
      case "4":
        fields.minute = this.#number(token === "04", 0, 59, "minute");
        return;
      default: {
        fields.second = this.#number(token === "05", 0, 59, "second");
        const isDue = next?.token !== undefined && isFraction(next.token);
        const digits = isDue ? undefined : /^[.,]\d+/.exec(this.#rest)?.[0];
        if (digits !== undefined) this.#takeFraction(digits);
      }
    }
  }

  /** `.000` wants exactly its digits, `.999` takes any number of them, and none. */
  #fraction(token: string): void {
    if (token[1] === "0") {
      const count = token.length - 1;
      const due = this.#peek(new RegExp(`^[.,](?:\\d{${count}}|[+-]\\d{${count - 1}})`));
      return this.#takeFraction(due);
    }
    const digits = /^[.,]\d+/.exec(this.#rest)?.[0];
    if (digits !== undefined) this.#takeFraction(digits);
  }

  /** @param text a point or comma, and digits; Go takes a sign for the first of them */
  #takeFraction(text: string): void {
    const digits = text.slice(1, 10);
    const nanosecond = Number(/^[+-]$/.test(digits) ? 0 : digits) * 10 ** (9 - digits.length);
    if (nanosecond < 0) this.#outOfRange("fractional second");
    this.#rest = this.#rest.slice(text.length);
    this.fields.nanosecond = nanosecond;
  }

  #zone(token: string): void {
    if (token[0] === "Z" && this.#rest[0] === "Z") {
      this.#rest = this.#rest.slice(1);
      this.fields.isUtc = true;
      return;
    }
    const pattern = token.slice(1).replace("07", "(..)").replaceAll("00", "(..)");
    const parts = new RegExp(`^.${pattern}`).exec(this.#rest);
    if (parts === null) throw this.#problem();
    this.#rest = this.#rest.slice(parts[0].length);
    const written = ZONE_UNITS.map((_, index) => parts[index + 1] ?? "00");
    const wrong = written.findIndex((digits) => !/^\d\d$/.test(digits));
    // In Go's order: the last part that is too large, then what is no number, then the sign.
    const numbers = written.map((digits, index) => wrong >= 0 && index >= wrong ? 0 : Number(digits));
    const excessive = ZONE_UNITS.findLast(([, most], index) => numbers[index]! > most);
    if (excessive) this.#outOfRange(`time zone offset ${excessive[0]}`);
    const sign = parts[0][0];
    if (wrong >= 0 || (sign !== "+" && sign !== "-")) throw this.#problem();
    const size = numbers.reduce((sum, number, index) => sum + number * ZONE_UNITS[index]![2], 0);
    this.fields.zoneOffset = sign === "-" ? -size : size;
  }

  #zoneName(): void {
    if (this.#rest.startsWith("UTC")) {
      this.#rest = this.#rest.slice(3);
      this.fields.isUtc = true;
    } else {
      this.fields.zoneName = this.#abbreviation();
    }
  }

  /** Three letters, or four or five with a T at the end, an offset of hours, `GMT` with or without one, and four others. */
  #abbreviation(): string {
    const special = /^(?:ChST|MeST|GMT)/.exec(this.#rest)?.[0];
    if (special === undefined && /^[A-Z]{6}/.test(this.#rest)) throw this.#problem();
    if (special !== undefined && special !== "GMT") return this.#take(/^..../);
    const signed = /^(?:GMT)?[+-]\d+/.exec(this.#rest)?.[0];
    if (signed !== undefined && Number(signed.replace(/^(?:GMT)?[+-]/, "")) <= 23) {
      this.#rest = this.#rest.slice(signed.length);
      return signed;
    }
    return this.#take(special ? /^GMT/ : /^(?:[A-Z]{4}T|[A-Z]{3}T(?![A-Z])|WITA(?![A-Z])|[A-Z]{3}(?![A-Z]))/);
  }

  #number(twoDigits: boolean, least: number, most: number, name: string): number {
    const number = Number(this.#take(twoDigits ? /^\d\d/ : /^\d{1,2}/));
    if (number < least || number > most) this.#outOfRange(name);
    return number;
  }

  /** The index of the name that the text begins with, whatever its case. */
  #name(names: readonly string[], short: boolean): number {
    const index = names.findIndex((name) => {
      const expected = (short ? name.slice(0, 3) : name).toLowerCase();
      return this.#rest.slice(0, expected.length).toLowerCase() === expected;
    });
    if (index < 0) throw this.#problem();
    this.#rest = this.#rest.slice(short ? 3 : names[index]!.length);
    return index;
  }

  #take(pattern: RegExp): string {
    const text = this.#peek(pattern);
    this.#rest = this.#rest.slice(text.length);
    return text;
  }

  #peek(pattern: RegExp): string {
    const text = pattern.exec(this.#rest)?.[0];
    if (text === undefined) throw this.#problem();
    return text;
  }

  #problem(): ParseProblem {
    return new ParseProblem(this.#token, this.#hold);
  }

  #outOfRange(name: string): never {
    throw new ParseProblem(this.#token, this.#rest, `: ${name} out of range`);
  }
}
