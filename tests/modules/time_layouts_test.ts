import assert from "node:assert/strict";
import fc from "fast-check";
import { AppError } from "../../src/base/mod.ts";
import {
  calendarTime,
  type DateFields,
  findLocation,
  formatTime,
  type Location,
  parseTime,
  unixNanoseconds,
  unixSeconds,
} from "../../src/modules/pure/mod.ts";
import { randomSettings } from "../support/random_settings.ts";
import { askGo, go } from "./_ask_go.ts";

const COUNT = 2_000;
const TEXT_LAYOUT = "2006-01-02 15:04:05.999999999 -0700 MST";
const TOKENS = [
  ..."2006 06 01 1 Jan January 02 2 _2 002 __2 15 03 3 04 4 05 5 PM pm Mon Monday MST".split(" "),
  ..."-0700 -07:00 -07 -070000 -07:00:00 Z0700 Z07:00 Z07 Z070000 Z07:00:00".split(" "),
  ...".0 .000 .000000000 .9 .999 .999999 ,000 ,999".split(" "),
];
const SEPARATORS = ["", " ", "-", ":", "/", "T", " at ", "_", "é", "x0", "  ", "."];
const USUAL_LAYOUTS = [
  TEXT_LAYOUT,
  "2006-01-02T15:04:05Z07:00",
  "2006-01-02T15:04:05.999999999Z07:00",
  "02 Jan 06 15:04 MST",
  "Monday, 02-Jan-06 15:04:05 MST",
  "Mon, 02 Jan 2006 15:04:05 -0700",
  "Jan _2 15:04:05.000",
  "3:04PM",
];
/** Of every sort: without and with summer time, on both halves of the earth, half hours, no letters, changed rules. */
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "Europe/Dublin",
  "Europe/London",
  "America/New_York",
  "America/Los_Angeles",
  "America/Caracas",
  "America/St_Johns",
  "Asia/Kolkata",
  "Asia/Tokyo",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Johannesburg",
];

interface Question {
  readonly Layout: string;
  readonly Zone: string;
  readonly Second: number;
  readonly Nanosecond: number;
  readonly Garbled: string;
  readonly Fields: DateFields;
}

const layouts = fc.oneof(
  { arbitrary: fc.constantFrom(...USUAL_LAYOUTS), weight: 1 },
  {
    arbitrary: fc.array(fc.tuple(fc.constantFrom(...TOKENS), fc.constantFrom(...SEPARATORS)), {
      minLength: 1,
      maxLength: 10,
    }).map((pieces) => pieces.flat().join("")),
    weight: 3,
  },
);

const garbled = fc.oneof(
  fc.constantFrom("", "2024-02-30", "Feb 29 2023", "24:00", "12:60 PM", "2024-06-30T12:00:00+25:00", "2024 366 CEST"),
  fc.constantFrom("2024-02-29T23:59:59.5Z", "Mon Jan  2 15:04:05 CET 2006", "5pm", "1 2 3 4 5", "GMT+3", "007"),
  fc.string({ maxLength: 8 }),
);

/** A text of the layout with one character replaced, put in or left out. */
const damage = fc.record({
  at: fc.nat(40),
  length: fc.nat(1),
  text: fc.constantFrom("", "+", "-", "9", "0", " ", ".", "é", "Z", "AM"),
});

const questions: fc.Arbitrary<Question> = fc.record({
  Layout: layouts,
  Zone: fc.constantFrom(...ZONES),
  Second: fc.integer({ min: Date.UTC(1970, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 }),
  Nanosecond: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(5e8, 1.2e8, 1)),
  Garbled: fc.oneof(garbled, damage),
  Fields: fc.tuple(
    fc.integer({ min: 1970, max: 2099 }),
    fc.integer({ min: -20, max: 30 }),
    fc.integer({ min: -40, max: 70 }),
    fc.integer({ min: -30, max: 50 }),
    fc.integer({ min: -70, max: 130 }),
    fc.integer({ min: -70, max: 130 }),
  ),
}).map((question) => {
  const { Garbled: harm } = question;
  if (typeof harm === "string") return { ...question, Garbled: harm };
  const text = [...textOf(question)];
  text.splice(harm.at % (text.length + 1), harm.length, harm.text);
  return { ...question, Garbled: text.join("") };
});

Deno.test({
  name: "layouts, zones and dates are what Go makes of them",
  ignore: go.ignore,
  async fn() {
    const asked = fc.sample(questions, randomSettings(COUNT));
    const answers = await askGo<unknown>("time_layouts", asked);
    const differences = asked.flatMap((question, index) => {
      const ours = answerOf(question);
      return JSON.stringify(ours) === JSON.stringify(answers[index]) ? [] : [{ question, ours, go: answers[index] }];
    });
    assert.deepEqual(
      differences.slice(0, 5),
      [],
      `${differences.length} differ, the first: ${JSON.stringify(differences.slice(0, 12), null, 1)}`,
    );
  },
});

/** The moment as the layout says. */
function textOf({ Layout, Zone, Second, Nanosecond }: Omit<Question, "Garbled">): string {
  const nanoseconds = BigInt(Second) * 1_000_000_000n + BigInt(Nanosecond);
  return formatTime(calendarTime(nanoseconds, findLocation(Zone)!), Layout);
}

function answerOf(question: Question): unknown {
  const { Layout, Zone, Garbled, Fields } = question;
  const zone = findLocation(Zone)!;
  const text = textOf(question);
  return {
    Text: text,
    Parsed: parsed(Layout, text, zone),
    Garbled: parsed(Layout, Garbled, zone),
    Date: show(unixNanoseconds(Fields, 0, zone)!, zone),
  };
}

function parsed(layout: string, text: string, zone: Location): string {
  try {
    const { nanoseconds, location } = parseTime(layout, text, zone);
    return show(nanoseconds, location);
  } catch (error) {
    if (error instanceof AppError) return error.message;
    throw error;
  }
}

function show(nanoseconds: bigint, location: Location): string {
  return `${unixSeconds(nanoseconds)} ${formatTime(calendarTime(nanoseconds, location), TEXT_LAYOUT)}`;
}
