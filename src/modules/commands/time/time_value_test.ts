import assert from "node:assert/strict";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { testEngine } from "../../../../tests/support/test_engine.ts";

/** 2009-02-13 23:31:30.123456789 UTC, a Friday. */
const MOMENT = "local t = time.unix(1234567890, 123456789)";

Deno.test("Time methods give the parts of a moment in UTC", async () => {
  const value = await runLua(`${MOMENT}
    local y, mo, d = t:date()
    local h, mi, s = t:clock()
    return { y, mo, d, h, mi, s, t:year(), t:month(), t:day(), t:hour(), t:minute(), t:second(), t:nanosecond(),
      t:weekday(), t:year_day(), t:unix(), t:utc() == t, t:is_zero() }
  `);
  const parts = [2009, 2, 13, 23, 31, 30];
  assert.deepEqual(value, [...parts, ...parts, 123456789, 5, 44, 1234567890, true, false]);
});

Deno.test("Time before 1970 counts its nanoseconds forward", async () => {
  const value = await runLua(`
    local t = time.unix(-1, 250000000)
    return { tostring(t), t:unix(), t:nanosecond(), time.unix(-62135596800, 0):is_zero() }
  `);
  assert.deepEqual(value, ["1969-12-31 23:59:59.25 +0000 UTC", -1, 250000000, true]);
});

Deno.test("Time.unix_nano() is an integer with all digits", async () => {
  const value = await runLua(`${MOMENT} return { type(t:unix_nano()), tostring(t:unix_nano()) }`);
  // fengari has no numbers of 64 bits: it keeps the digits in an object.
  assert.deepEqual(value, [testEngine.name === "fengari" ? "userdata" : "number", "1234567890123456789"]);
});

Deno.test("Time.format() knows the tokens of Go's layouts", async () => {
  const cases: [string, string][] = [
    ["2006-01-02T15:04:05Z07:00", "2009-02-13T23:31:30Z"],
    ["06 1 Jan January 2 _2 002", "09 2 Feb February 13 13 044"],
    ["03 3 04 4 05 5 PM pm", "11 11 31 31 30 30 PM pm"],
    ["Mon Monday MST -0700 -07:00 -07 Z0700", "Fri Friday UTC +0000 +00:00 +00 Z"],
    ["05.000 05.000000000 05,999 05.99", "30.123 30.123456789 30,123 30.12"],
    ["at Month Janus 7", "at Month Janus 7"],
    ["", ""],
  ];
  for (const [layout, text] of cases) {
    assert.equal(await runLua(`${MOMENT} return t:format("${layout}")`), text, layout);
  }
});

Deno.test("Time.format() drops a fraction of nines that is nothing", async () => {
  const value = await runLua(`
    local t = time.unix(0, 500000000)
    return { t:format("5.999999"), time.unix(5, 0):format("5.999"), time.unix(5, 0):format("5.000"), t:format("_2"),
      t:format("3PM") }
  `);
  assert.deepEqual(value, ["0.5", "5", "5.000", " 1", "12AM"]);
});

Deno.test("Time constants for layouts format as in Go", async () => {
  const value = await runLua(`${MOMENT}
    local texts = {}
    for i, layout in ipairs({ time.RFC3339, time.RFC3339NANO, time.RFC822, time.RFC822Z, time.RFC850, time.RFC1123,
      time.RFC1123Z, time.KITCHEN, time.STAMP, time.STAMP_MILLI, time.STAMP_MICRO, time.STAMP_NANO, time.DATE_TIME,
      time.DATE_ONLY, time.TIME_ONLY }) do texts[i] = t:format(layout) end
    texts[#texts + 1] = t:format_rfc3339()
    return texts
  `);
  assert.deepEqual(value, [
    "2009-02-13T23:31:30Z",
    "2009-02-13T23:31:30.123456789Z",
    "13 Feb 09 23:31 UTC",
    "13 Feb 09 23:31 +0000",
    "Friday, 13-Feb-09 23:31:30 UTC",
    "Fri, 13 Feb 2009 23:31:30 UTC",
    "Fri, 13 Feb 2009 23:31:30 +0000",
    "11:31PM",
    "Feb 13 23:31:30",
    "Feb 13 23:31:30.123",
    "Feb 13 23:31:30.123456",
    "Feb 13 23:31:30.123456789",
    "2009-02-13 23:31:30",
    "2009-02-13",
    "23:31:30",
    "2009-02-13T23:31:30Z",
  ]);
});

Deno.test("Time adds, subtracts and compares", async () => {
  const value = await runLua(`
    local a = time.unix(100, 0)
    local b = a:add("1m30s")
    return { b:unix(), tostring(b:sub(a)), b:after(a), b:before(a), b:equal(a:add(90 * time.SECOND)), a < b, a == b, a <= b,
      tostring(b - a), (a + time.parse_duration("1s")):unix(), (time.SECOND + a):unix(), (b - "30s"):unix() }
  `);
  assert.deepEqual(value, [190, "1m30s", true, false, true, true, false, true, "1m30s", 101, 101, 160]);
});

Deno.test("Time moves by calendar units, rounds and truncates", async () => {
  const value = await runLua(`
    local t = time.unix(1706659200, 5) -- 2024-01-31
    local minute = time.parse_duration("1m")
    return { t:add_date(0, 1, 0):format("2006-01-02"), t:add_date(1, -1, 1):format("2006-01-02.9 15"),
      t:add_date(0, 1, 0):nanosecond(), time.unix(89, 0):truncate(minute):unix(), time.unix(90, 0):round(minute):unix(),
      time.unix(89, 0):round(minute):unix() }
  `);
  assert.deepEqual(value, ["2024-03-02", "2025-01-01 00", 5, 60, 120, 60]);
});

Deno.test("Time methods raise on wrong arguments", async () => {
  const cases: [string, string][] = [
    ["t.add, t, {}", "bad argument #1 to 'add' (duration expected)"],
    ["t.sub, t, 5", "bad argument #1 to 'sub' (Time expected)"],
    ["t.before, t", "bad argument #1 to 'before' (Time expected)"],
    ["t.format, t", "bad argument #1 to 'format' (string expected, got no value)"],
    ["t.round, t, 5", "bad argument #1 to 'round' (Duration expected)"],
    ["t.add_date, t, 1, 2", "bad argument #3 to 'add_date' (number expected, got no value)"],
    ["t.year, 5", "calling 'year' on bad self"],
    ["time.unix, 5", "bad argument #2 to 'unix' (number expected, got no value)"],
  ];
  for (const [call, message] of cases) {
    assert.equal(await runLua(`${MOMENT} return select(2, pcall(${call}))`), message);
  }
});

Deno.test("Duration methods give whole small units and fractions of large ones", async () => {
  const value = await runLua(`
    local d = time.parse_duration("1h30m0.0015005s")
    return { d:nanoseconds(), d:microseconds(), d:milliseconds(), time.parse_duration("90s"):minutes(),
      time.parse_duration("1500ms"):seconds(), time.parse_duration("90m"):hours(), tostring(d), "took " .. d }
  `);
  const text = "1h30m0.0015005s";
  assert.deepEqual(value, [5400001500500, 5400001500, 5400001, 1.5, 1.5, 1.5, text, `took ${text}`]);
});

Deno.test("Duration calculates and compares", async () => {
  const value = await runLua(`
    local s = time.parse_duration(time.SECOND)
    return { tostring(s + s), tostring(s + "500ms"), tostring(s - 1), tostring(s * 3), tostring(2 * s), tostring(s / 4),
      (s * 3) / s, tostring(-s), s == time.parse_duration("1000ms"), s < s * 2, s <= s }
  `);
  assert.deepEqual(value, ["2s", "1.5s", "999.999999ms", "3s", "2s", "250ms", 3, "-1s", true, true, true]);
});

Deno.test("Duration is whole and has 64 bits, as in Go", async () => {
  const value = await runLua(`
    local old, new = time.date(1, 1, 1, 0, 0, 0, 0, time.utc), time.date(2024, 1, 1, 0, 0, 0, 0, time.utc)
    local results = { tostring(time.parse_duration(1.7)), new:sub(old):hours() > 2562047, old:sub(new):hours() < -2562047 }
    for i, v in ipairs({ "9999999h", 1e30, -1e30 }) do results[i + 3] = select(2, time.parse_duration(v)):kind() end
    results[7] = select(2, pcall(function() return time.parse_duration("1h") * 1e300 end)):match("duration out of range")
    return results
  `);
  assert.deepEqual(value, ["1ns", true, true, "Invalid", "Invalid", "Invalid", "duration out of range"]);
});

Deno.test("Time and Duration are never equal to each other", async () => {
  const value = await runLua(`
    local t, d, n = time.unix(0, 1), time.parse_duration(1), json.decode("1234567890123456789")
    return { t == d, d == t, d == n, n == t, t ~= d }
  `);
  assert.deepEqual(value, [false, false, false, false, true]);
});

Deno.test("Duration arithmetic refuses what is no duration", async () => {
  const failing = ["s + {}", "s * s", 's * "2"', "s / true"];
  for (const expression of failing) {
    const ok = await runLua(`local s = time.parse_duration("1s") return (pcall(function() return ${expression} end))`);
    assert.equal(ok, false, expression);
  }
});
