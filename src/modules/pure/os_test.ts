import assert from "node:assert/strict";
import { outside } from "../../../tests/support/outside_programs.ts";
import { runCasesOnPuc } from "../../../tests/support/run_cases_on_puc.ts";
import { FakeClock, settle } from "../../../tests/support/fake_clock.ts";
import { runLua } from "../../../tests/support/lua_runner.ts";

Deno.test("os.time() takes whole seconds of a date, at midnight unless told otherwise", async () => {
  const value = await runLua(`return {
    os.time({ year = 2009, month = 2, day = 13, hour = 23, min = 31, sec = 30 }),
    os.time({ year = 2009, month = 2, day = 13 }), os.time({ year = "2009", month = 14, day = 0 }),
    type(os.time()), os.time() == math.floor(os.time()) }
  `);
  assert.deepEqual(value, [1234567890, 1234483200, 1264896000, "number", true]);
});

Deno.test("os.time() raises on what is no date", async () => {
  const value = await runLua(`
    local problems = {}
    for _, bad in ipairs({ "2009", { year = "x" }, { month = 1.5 }, { year = 1e9 } }) do
      problems[#problems + 1] = select(2, pcall(os.time, bad)):gsub("^.-: ", "")
    end
    return problems
  `);
  assert.deepEqual(
    value,
    [
      "table expected, got string)",
      "field 'year' must be an integer, got string)",
      "field 'month' must be an integer, got number)",
      "date out of range)",
    ].map((text) => `bad argument #1 to 'time' (${text}`),
  );
});

Deno.test("os.date() writes every code of the contract", async () => {
  const codes = "%Y %y %m %d %H %I %M %S %p %A %a %B %b %w %j %U %z %Z %c|%x|%X %%";
  assert.equal(
    await runLua(`return os.date("!${codes}", 1234567890)`),
    "2009 09 02 13 23 11 31 30 PM Friday Fri February Feb 5 044 07 +0000 UTC Fri Feb 13 23:31:30 2009|02/13/09|23:31:30 %",
  );
});

Deno.test("os.date() numbers weeks by ISO 8601", async () => {
  const dates = [[2005, 1, 1], [2005, 1, 3], [2007, 12, 31], [2008, 12, 28], [2009, 12, 31], [2010, 1, 3]];
  const times = dates.map(([year, month, day]) =>
    `os.date("!%U", os.time{ year=${year}, month=${month}, day=${day} })`
  );
  assert.deepEqual(await runLua(`return { ${times.join(", ")} }`), ["53", "01", "01", "52", "53", "53"]);
});

Deno.test("os.date() gives a table for *t", async () => {
  const value = await runLua(`
    local t = os.date("!*t", 1234567890)
    return { t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst }
  `);
  assert.deepEqual(value, [2009, 2, 13, 23, 31, 30, 6, 44, false]);
});

Deno.test("os.date() refuses a wrong format and time", async () => {
  const value = await runLua(`
    return { select(2, pcall(os.date, {})), select(2, pcall(os.date, "%c", "x")), select(2, pcall(os.date, "%c", 1/0)) }
  `);
  assert.deepEqual(value, [
    "bad argument #1 to 'date' (string expected, got table)",
    "bad argument #2 to 'date' (number expected, got string)",
    "bad argument #2 to 'date' (time out of range)",
  ]);
});

Deno.test("os.clock() and os.difftime() measure seconds", async () => {
  const clock = new FakeClock();
  const running = runLua(`time.sleep("1500ms") return { os.clock(), os.difftime(5, 3.5) }`, [], { clock });
  while (clock.pending === 0) await settle();
  await clock.advance(1500);
  assert.deepEqual(await running, [1.5, 1.5]);
});

Deno.test("os has the time functions and the platform's name, and cannot be changed", async () => {
  const value = await runLua(`
    return { os.platform, os.execute == nil, os.getenv == nil, os.exit == nil, os.remove == nil,
      pcall(function() os.time = 1 end) }
  `);
  assert.deepEqual((value as unknown[]).slice(0, 6), ["wippy", true, true, true, true, false]);
});

Deno.test({
  name: "os.date() writes the codes of C99 as PUC Lua does, and refuses others",
  ignore: outside("lua5.3").ignore,
  fn: async () => {
    // Without %U and %Z, which are as in Wippy.
    const format =
      "%a %A %b %B|%c|%C %d %D %e %F %g %G %h %H %I %j %m %M %p %r %R %S %T %u %V %w %W %x %X %y %Y %z %%" +
      "|%Ec %EC %Ex %EX %Ey %EY %Od %Oe %OH %OI %Om %OM %OS %Ou %OV %Ow %OW %Oy|%n%t|";
    const times = [0, 1234567890, 1104537600, 1230768000, 1262304000, 951782400, 4102444799, -1];
    const codes = times.map((time) => `os.date("!${format}", ${time})`);
    const answers = await runCasesOnPuc("lua5.3", codes);
    assert.deepEqual(await runLua(`return { ${codes.join(", ")} }`), codes.map((code) => answers.get(code)));
    for (const code of ["%Q", "%", "%E", "%Ez", "%O", "%s"]) {
      assert.equal(
        await runLua(`return select(2, pcall(os.date, ${JSON.stringify(code)}, 0))`),
        `bad argument #1 to 'date' (invalid conversion specifier '${code}')`,
      );
    }
  },
});

Deno.test("os.time() normalizes its table", async () => {
  const value = await runLua(`
    local t = { year = 2009, month = 14, day = 0, min = 61 }
    os.time(t)
    return { t.year, t.month, t.day, t.hour, t.min, t.sec, t.wday, t.yday, t.isdst }
  `);
  assert.deepEqual(value, [2010, 1, 31, 1, 1, 0, 1, 31, false]);
});
