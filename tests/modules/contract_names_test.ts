import { deepEqual } from "node:assert/strict";
import { runLua } from "../support/lua_runner.ts";

/** Lua expressions and the names that spec/lua-modules.md wants in what they give: functions, or values of that type. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  // §3
  errors: "new wrap is call_stack",
  "errors.new('x')": "kind message retryable details stack",
  // §4
  channel: "new select",
  "channel.new()": "send receive close case_send case_receive",
  // §6
  funcs: "call async new",
  "funcs.new()": "with_context with_options with_actor with_scope call async",
  "funcs.async('test:main', true)": "response is_complete is_canceled result error cancel",
  // §7
  time: "now date unix parse parse_duration load_location fixed_zone sleep after timer ticker",
  "time.now()":
    "add add_date round truncate sub after before equal is_zero format format_rfc3339 unix unix_nano date clock " +
    "year month day hour minute second nanosecond weekday year_day utc in_local in_location location",
  "time.parse_duration('1s')": "nanoseconds microseconds milliseconds seconds minutes hours",
  "time.timer('1h')": "response channel stop reset",
  "time.ticker('1h')": "response channel stop",
  "time.utc": "string",
  // §8
  os: "time date clock difftime",
  // §9 to §14
  ctx: "get all",
  json: "encode decode validate validate_string",
  yaml: "encode decode",
  base64: "encode decode",
  hash: "md5 sha1 sha256 sha512 fnv32 fnv64 hmac_md5 hmac_sha1 hmac_sha256 hmac_sha512",
  uuid: "v1 v3 v4 v5 v7 validate version variant parse format",
  // §15
  crypto: "pbkdf2 constant_time_compare",
  "crypto.random": "bytes string uuid",
  "crypto.hmac": "sha256 sha512",
  "crypto.encrypt": "aes chacha20",
  "crypto.decrypt": "aes chacha20",
  "crypto.jwt": "encode verify",
  // §16 to §20
  logger: "debug info warn error with named",
  http_client: "get post put delete head patch request request_batch encode_uri decode_uri",
  env: "get set get_all",
  registry: "get find parse_id",
  io: "write print eprint read readline flush raw args",
  // §21, §22
  payload: "new",
  "payload.new(1)": "get_format data transcode unmarshal",
  store: "get",
  "text.regexp": "compile",
  "text.diff": "new",
  "text.splitter": "recursive markdown",
  "compress.gzip": "encode decode",
  "compress.deflate": "encode decode",
  "compress.zlib": "encode decode",
  "compress.brotli": "encode decode",
  "compress.zstd": "encode decode",
};

const NUMBERS: Readonly<Record<string, string>> = {
  time:
    "NANOSECOND MICROSECOND MILLISECOND SECOND MINUTE HOUR JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER " +
    "OCTOBER NOVEMBER DECEMBER SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY",
};

const STRINGS: Readonly<Record<string, string>> = {
  errors:
    "NOT_FOUND ALREADY_EXISTS INVALID PERMISSION_DENIED UNAVAILABLE INTERNAL CANCELED CONFLICT TIMEOUT RATE_LIMITED UNKNOWN",
  time:
    "RFC3339 RFC3339NANO RFC822 RFC822Z RFC850 RFC1123 RFC1123Z KITCHEN STAMP STAMP_MILLI STAMP_MICRO STAMP_NANO DATE_TIME " +
    "DATE_ONLY TIME_ONLY",
  os: "platform",
  "payload.format": "JSON YAML STRING BYTES MSGPACK LUA GOLANG ERROR",
};

/** What is missing, or of another type. */
async function missing(wanted: Readonly<Record<string, string>>, type: string): Promise<unknown> {
  const checks = Object.entries(wanted).flatMap(([owner, names]) =>
    names.split(" ").map((name) => `check([[${owner}]], ${owner}, "${name}")`)
  );
  return await runLua(`
    if ... then return end
    local found = {}
    local function check(text, owner, name)
      if type(owner[name]) ~= "${type}" then found[#found + 1] = text .. "." .. name .. ": " .. type(owner[name]) end
    end
    ${checks.join("\n")}
    return found`);
}

Deno.test("modules have every function of the contract", async () =>
  deepEqual(await missing(FUNCTIONS, "function"), []));

Deno.test("modules have every constant of the contract", async () => {
  deepEqual([await missing(NUMBERS, "number"), await missing(STRINGS, "string")], [[], []]);
});

Deno.test("modules cannot be changed by scripts", async () => {
  const libraries = Object.keys(FUNCTIONS).filter((owner) =>
    /^[a-z0-9_]+(\.[a-z0-9_]+)?$/.test(owner) && owner !== "time.utc"
  );
  const changed = await runLua(`
    local changed = {}
    ${
    libraries.map((name) => `if pcall(function() ${name}.added = 1 end) then changed[#changed + 1] = "${name}" end`)
      .join("\n")
  }
    return changed`);
  deepEqual(changed, []);
});
