import assert from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";

const BERLIN = `local berlin = time.load_location("Europe/Berlin")`;

Deno.test("time.date() makes a moment of a place's calendar", async () => {
  const value = await runLua(`${BERLIN}
    local t = time.date(2024, 7, 1, 12, 30, 15, 5, berlin)
    return { tostring(t), t:unix(), t:nanosecond(), t:location():string(), tostring(t:location()),
      t:location() == berlin, tostring(t:utc()) }
  `);
  const [text, utc] = ["2024-07-01 12:30:15.000000005 +0200 CEST", "2024-07-01 10:30:15.000000005 +0000 UTC"];
  assert.deepEqual(value, [text, 1719829815, 5, "Europe/Berlin", "Europe/Berlin", true, utc]);
});

Deno.test("time.date() carries fields that run over", async () => {
  const value = await runLua(`return {
    tostring(time.date(2023, 14, 31, 25, 61, 61, 1500000000, time.utc)),
    tostring(time.date(2024, 1, 1, 0, 0, 0, -1, time.utc)),
    tostring(time.date(99, 1, 1, 0, 0, 0, 0, time.utc)) }
  `);
  assert.deepEqual(value, [
    "2024-03-03 02:02:02.5 +0000 UTC",
    "2023-12-31 23:59:59.999999999 +0000 UTC",
    "0099-01-01 00:00:00 +0000 UTC",
  ]);
});

Deno.test("time.date() takes a skipped or doubled hour as Go does", async () => {
  const value = await runLua(`${BERLIN} return {
    tostring(time.date(2024, 3, 31, 2, 30, 0, 0, berlin)), tostring(time.date(2024, 10, 27, 2, 30, 0, 0, berlin)) }
  `);
  assert.deepEqual(value, ["2024-03-31 03:30:00 +0200 CEST", "2024-10-27 02:30:00 +0100 CET"]);
});

Deno.test("time.date() raises on missing numbers, no place and years beyond the calendar", async () => {
  const value = await runLua(`return {
    select(2, pcall(time.date, 2024, 1, 1)), select(2, pcall(time.date, 2024, 1, 1, 0, 0, 0, 0, "UTC")),
    select(2, pcall(time.date, 1e6, 1, 1, 0, 0, 0, 0)), select(2, pcall(time.date, 0/0, 1, 1, 0, 0, 0, 0)) }
  `);
  assert.deepEqual(value, [
    "bad argument #4 to 'date' (number expected, got no value)",
    "bad argument #8 to 'date' (Location expected)",
    "time out of range",
    "bad argument #1 to 'date' (number has no integer representation)",
  ]);
});

Deno.test("Time keeps its place when it moves", async () => {
  const value = await runLua(`${BERLIN}
    local t = time.date(2024, 3, 30, 12, 0, 0, 0, berlin)
    return { tostring(t:add("24h")), tostring(t:add_date(0, 0, 1)), tostring(t:add_date(0, 6, 0)),
      tostring(t:truncate(time.parse_duration("10h"))) }
  `);
  assert.deepEqual(value, [
    "2024-03-31 13:00:00 +0200 CEST",
    "2024-03-31 12:00:00 +0200 CEST",
    "2024-09-30 12:00:00 +0200 CEST",
    "2024-03-30 05:00:00 +0100 CET",
  ]);
});

Deno.test("Time.in_location() changes the clock, not the moment", async () => {
  const value = await runLua(`
    local t = time.unix(1700000000, 0):utc()
    local tokyo = t:in_location(time.load_location("Asia/Tokyo"))
    local h, m = tokyo:clock()
    return { tokyo == t, h, m, tokyo:day(), t:day(), tokyo:format("15:04 MST"), t:in_local() == t,
      tostring(t:in_location(time.load_location("Asia/Kathmandu"))) }
  `);
  assert.deepEqual(value, [true, 7, 13, 15, 14, "07:13 JST", true, "2023-11-15 03:58:20 +0545 +0545"]);
});

Deno.test("Time.in_location() wants a Location", async () => {
  assert.deepEqual(
    await runLua(`local t = time.now()
      return { select(2, pcall(t.in_location, t)), select(2, pcall(t.in_location, t, "UTC")) }`),
    ["bad argument #1 to 'in_location' (Location expected)", "bad argument #1 to 'in_location' (Location expected)"],
  );
});

Deno.test("time.load_location() knows tzdb, UTC and the machine's zone", async () => {
  const value = await runLua(`
    local problems = {}
    for _, name in ipairs({ "", "Mars/Olympus", "europe/berlin" }) do
      local location, err = time.load_location(name)
      problems[#problems + 1] = tostring(location) .. " " .. err:kind() .. ": " .. err:message()
    end
    return { tostring(time.load_location("UTC")), time.load_location("Local") == time.localtz, problems }
  `);
  assert.deepEqual(value, ["UTC", true, [
    "nil Invalid: time.load_location: the name is empty",
    "nil NotFound: unknown time zone Mars/Olympus",
    "nil NotFound: unknown time zone europe/berlin",
  ]]);
});

Deno.test("time.fixed_zone() never changes its clocks", async () => {
  const value = await runLua(`
    local zone = time.fixed_zone("HOME", -5400)
    local nameless = time.unix(0, 0):in_location(time.fixed_zone("", 3600))
    return { tostring(time.unix(0, 0):in_location(zone)), zone:string(), nameless:format("MST -07:00"),
      (select(2, pcall(time.fixed_zone, "X", 1e6))) }
  `);
  assert.deepEqual(value, [
    "1969-12-31 22:30:00 -0130 HOME",
    "HOME",
    "+0100 +01:00",
    "bad argument #2 to 'fixed_zone' (at most 48 hours either way)",
  ]);
});

Deno.test("time.parse() reads the examples of RFC 3339", async () => {
  // RFC 3339 §5.8; the two leap seconds there have no place in Unix time and are refused, as in Go.
  const value = await runLua(`
    local seconds = {}
    for i, text in ipairs({ "1985-04-12T23:20:50.52Z", "1996-12-19T16:39:57-08:00", "1937-01-01T12:00:27.87+00:20" }) do
      local t = time.parse(time.RFC3339, text)
      seconds[i] = t:utc():format(time.RFC3339NANO) .. " " .. t:format(time.RFC3339NANO)
    end
    local leap, err = time.parse(time.RFC3339, "1990-12-31T23:59:60Z")
    return { seconds, leap == nil, err:kind(), err:message(), err:retryable() }
  `);
  assert.deepEqual(value, [
    [
      "1985-04-12T23:20:50.52Z 1985-04-12T23:20:50.52Z",
      "1996-12-20T00:39:57Z 1996-12-19T16:39:57-08:00",
      "1937-01-01T11:40:27.87Z 1937-01-01T12:00:27.87+00:20",
    ],
    true,
    "Invalid",
    'parsing time "1990-12-31T23:59:60Z": second out of range',
    false,
  ]);
});

Deno.test("time.parse() takes a text without a zone in the place that is given", async () => {
  const value = await runLua(`${BERLIN} return {
    tostring(time.parse(time.DATE_TIME, "2024-07-01 12:00:00", berlin)),
    tostring(time.parse("2006-01-02 MST", "2024-07-01 CEST", berlin)),
    tostring(time.parse("2006-01-02 MST", "2024-07-01 XYZ", berlin)),
    tostring(time.parse("2006-01-02 -0700", "2024-07-01 +0200", berlin)),
    tostring(time.parse("2006 002 3PM", "2024 366 12AM", time.utc)),
    tostring(time.parse("06", "69", time.utc)), tostring(time.parse("06", "68", time.utc)) }
  `);
  assert.deepEqual(value, [
    "2024-07-01 12:00:00 +0200 CEST",
    "2024-07-01 00:00:00 +0200 CEST",
    "2024-07-01 00:00:00 +0000 XYZ",
    "2024-07-01 00:00:00 +0200 CEST",
    "2024-12-31 00:00:00 +0000 UTC",
    "1969-01-01 00:00:00 +0000 UTC",
    "2068-01-01 00:00:00 +0000 UTC",
  ]);
});

Deno.test("time.parse() answers nil and why, and raises on wrong types", async () => {
  const value = await runLua(`
    local problems = {}
    for _, pair in ipairs({ { "2006-01-02", "2023-02-29" }, { "2006-01-02", "2023-13-01" }, { "2006", "20x4" },
      { "15:04", "12:30 " }, { "2006 002", "2023 366" }, { "Jan 2", "Foo 2" } }) do
      local t, err = time.parse(pair[1], pair[2])
      problems[#problems + 1] = err:kind() .. ": " .. err:message()
    end
    return { problems, select(2, pcall(time.parse, time.RFC3339)), select(2, pcall(time.parse, "2006", "2024", 1)) }
  `);
  assert.deepEqual(value, [
    [
      'Invalid: parsing time "2023-02-29": day out of range',
      'Invalid: parsing time "2023-13-01": month out of range',
      'Invalid: parsing time "20x4" as "2006": cannot parse "20x4" as "2006"',
      'Invalid: parsing time "12:30 ": extra text: " "',
      'Invalid: parsing time "2023 366": day-of-year out of range',
      'Invalid: parsing time "Foo 2" as "Jan 2": cannot parse "Foo 2" as "Jan"',
    ],
    "bad argument #2 to 'parse' (string expected, got no value)",
    "bad argument #3 to 'parse' (Location expected)",
  ]);
});

Deno.test("time zones have their new rules from the first year on, as tzdb says", async () => {
  const value = await runLua(`
    local function at(zone, year, month)
      return time.date(year, month, 15, 12, 0, 0, 0, time.load_location(zone)):format("MST -07")
    end
    return { at("Europe/London", 1996, 7), at("Europe/Berlin", 1980, 7), at("Europe/Berlin", 1980, 1), at("America/Los_Angeles", 1967, 7),
      at("Australia/Sydney", 1971, 12), at("Pacific/Kiritimati", 1994, 12), at("Pacific/Kiritimati", 1995, 1) }`);
  assert.deepEqual(value, ["BST +01", "CEST +02", "CET +01", "PDT -07", "AEDT +11", "-10 -10", "+14 +14"]);
});
