/*
 * A call of every function that workflows may use (spec/lua-modules.md, column WF), as the body of a Lua function whose
 * result can be written as JSON. The key names the function; what follows a blank tells two rows of one apart.
 */

/** Allowed and pure: the same in a function of this program. */
export const PURE_CALLS: Readonly<Record<string, string>> = {
  "errors.new": `local e = errors.new({ message = "m", kind = errors.INVALID, details = { a = 1 } })
    return { tostring(e), e:kind(), e:details().a }`,
  "errors.wrap": `return tostring(errors.wrap(errors.new("inner"), "outer"))`,
  "errors.is": `return errors.is(errors.new({ message = "m", kind = errors.CONFLICT }), errors.CONFLICT)`,
  "errors.call_stack": `local _, err = json.decode("") return type(errors.call_stack(err))`,
  "channel.new": `local ch = channel.new(2) ch:send(1) ch:send("x") ch:close()
    return { ch:receive(), ch:receive(), select(2, ch:receive()) }`,
  "channel.select": `local a, b = channel.new(1), channel.new(1) b:send(7)
    local result = channel.select({ a:case_receive(), b:case_receive() })
    return { result.value, result.channel == b, channel.select({ a:case_receive(), default = true }).default }`,
  "coroutine.spawn": `local ch = channel.new() coroutine.spawn(function() ch:send("spawned") end) return ch:receive()`,
  "payload.new":
    `local p = payload.new({ a = 1 }):transcode(payload.format.JSON) return { p:data(), p:get_format(), p:unmarshal().a }`,
  "ctx.get": `local _, err = ctx.get("nothing") return err:kind()`,
  "ctx.all": `return next(ctx.all()) == nil`,
  "json.array": `return { json.array(), json.array({ 1 }) }`,
  "json.object": `return { json.object(), json.null }`,
  "json.encode": `return json.encode({ z = 1, a = { 1, 2.5, "x" } })`,
  "json.decode": `return json.decode('{"b":[1,12345678901234567890],"a":null}')`,
  "json.validate":
    `return { json.validate({ type = "object", required = { "a" } }, { a = 1 }), (json.validate({ type = "string" }, 5)) }`,
  "json.validate_string": `return json.validate_string('{"type":"array"}', "[1]")`,
  "yaml.encode": `return yaml.encode({ b = 1, a = { 1, 2 } }, { field_order = { "b" } })`,
  "yaml.decode": `return yaml.decode("a: 1\\nb: [x, y]")`,
  "base64.encode": `return base64.encode("\\0\\xff text")`,
  "base64.decode": `return base64.decode("AGZvbw==")`,
  "hash.md5": `return hash.md5("abc")`,
  "hash.sha1": `return hash.sha1("abc")`,
  "hash.sha256": `return hash.sha256("abc")`,
  "hash.sha512": `return hash.sha512("abc")`,
  "hash.fnv32": `return hash.fnv32("abc")`,
  "hash.fnv64": `return tostring(hash.fnv64("abc"))`,
  "hash.hmac_md5": `return hash.hmac_md5("abc", "key")`,
  "hash.hmac_sha1": `return hash.hmac_sha1("abc", "key")`,
  "hash.hmac_sha256": `return hash.hmac_sha256("abc", "key")`,
  "hash.hmac_sha512": `return hash.hmac_sha512("abc", "key")`,
  "uuid.v3": `return uuid.v3("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")`,
  "uuid.v5": `return uuid.v5("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "www.example.com")`,
  "uuid.validate": `return { uuid.validate("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), uuid.validate("x") }`,
  "uuid.version": `return uuid.version("6ba7b810-9dad-11d1-80b4-00c04fd430c8")`,
  "uuid.variant": `return uuid.variant("6ba7b810-9dad-11d1-80b4-00c04fd430c8")`,
  "uuid.parse": `return uuid.parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8")`,
  "uuid.format": `return uuid.format("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "urn")`,
  "crypto.hmac.sha256": `return crypto.hmac.sha256("key", "data")`,
  "crypto.hmac.sha512": `return crypto.hmac.sha512("key", "data")`,
  "crypto.decrypt.aes": `return select(2, crypto.decrypt.aes(("x"):rep(40), ("k"):rep(24))):kind()`,
  "crypto.decrypt.chacha20": `return select(2, crypto.decrypt.chacha20(("x"):rep(40), ("k"):rep(32))):kind()`,
  "crypto.jwt.encode": `return crypto.jwt.encode({ sub = "me", exp = 4102444800 }, "secret")`,
  "crypto.jwt.verify":
    `return crypto.jwt.verify(crypto.jwt.encode({ sub = "me", exp = 4102444800 }, "secret", "HS512"), "secret", "HS512")`,
  "crypto.pbkdf2": `return base64.encode(crypto.pbkdf2("password", "salt", 100, 32, "sha512"))`,
  "crypto.constant_time_compare":
    `return { crypto.constant_time_compare("a", "a"), crypto.constant_time_compare("a", "b") }`,
  "time.date": `return time.date(2024, 2, 29, 12, 30, 1, 5, time.utc):format_rfc3339()`,
  "time.unix": `return time.unix(1700000000, 7):utc():format(time.RFC3339NANO)`,
  "time.parse": `return time.parse(time.DATE_TIME, "2024-02-29 12:30:01", time.utc):unix()`,
  "time.parse_duration": `return tostring(time.parse_duration("90m"))`,
  "time.load_location":
    `return time.date(2024, 7, 1, 0, 0, 0, 0, time.load_location("Europe/Berlin")):format(time.RFC1123Z)`,
  "time.fixed_zone": `return time.date(2024, 7, 1, 0, 0, 0, 0, time.fixed_zone("X", 3600)):format(time.RFC1123Z)`,
  "os.time of a date": `return os.time({ year = 2024, month = 1, day = 2 }) ~= nil`,
  "os.date of a time": `return os.date("!%Y-%m-%d %H:%M:%S", 1700000000)`,
  "os.difftime": `return os.difftime(10, 4)`,
  "text.regexp.compile": `return text.regexp.compile("(a+)b"):find_string_submatch("xaab")`,
  "text.diff.new": `local d = text.diff.new() return { d:compare("kitten", "sitting"), d:patch_make("a\\n", "b\\n") }`,
  "text.splitter.recursive":
    `return text.splitter.recursive({ chunk_size = 9, chunk_overlap = 3 }):split_text("one two three four")`,
  "text.splitter.markdown": `return text.splitter.markdown({ chunk_size = 20 }):split_text("# A\\ntext\\n# B\\nmore")`,
  ...Object.fromEntries(["gzip", "deflate", "zlib", "brotli", "zstd"].flatMap((format) => [
    [`compress.${format}.encode`, `return base64.encode(compress.${format}.encode(("text "):rep(50)))`],
    [`compress.${format}.decode`, `return compress.${format}.decode(compress.${format}.encode(("text "):rep(5)))`],
  ])),
  "logger.info":
    `local log = logger:with({ a = 1 }):named("n") log:debug("x") log:warn("x") log:error("x") return logger:info("x") == nil`,
};

/** Allowed and recorded, or drawn from what is recorded: something else in each run, the same at each replay. */

export const RECORDED_CALLS: Readonly<Record<string, string>> = {
  "funcs.call": `return { funcs.call("app:echo", "x"), workflow.info().run_id }`,
  "funcs.async":
    `local f = funcs.async("app:echo", "x") local p = f:response():receive() return { p:data(), workflow.info().run_id }`,
  "funcs.new":
    `return { funcs.new():with_options({ start_to_close_timeout = "5s" }):call("app:echo", 5), workflow.info().run_id }`,
  "time.now": `return time.now():format(time.RFC3339NANO)`,
  "time.sleep": `time.sleep("1ms") return time.now():format(time.RFC3339NANO)`,
  "time.after": `return time.after("1ms"):receive():format(time.RFC3339NANO)`,
  "time.timer": `local t = time.timer("1ms") t:response():receive() return time.now():format(time.RFC3339NANO)`,
  "time.ticker":
    `local t = time.ticker("1ms") local at = t:response():receive() t:stop() return at:format(time.RFC3339NANO)`,
  "os.time": `return { os.time(), workflow.info().run_id }`,
  "os.date": `return { os.date("!%c"), workflow.info().run_id }`,
  "os.clock": `time.sleep("1ms") return { os.clock(), workflow.info().run_id }`,
  "uuid.v1": `return { uuid.v1(), uuid.v1() }`,
  "uuid.v4": `return { uuid.v4(), uuid.v4() }`,
  "uuid.v7": `return { uuid.v7(), uuid.v7() }`,
  "math.random": `return { math.random(), math.random(1, 1000000) }`,
  "crypto.random.bytes": `return base64.encode(crypto.random.bytes(64))`,
  "crypto.random.string": `return { crypto.random.string(20), crypto.random.string(20, "ab") }`,
  "crypto.random.uuid": `return { crypto.random.uuid(), crypto.random.uuid() }`,
  "crypto.encrypt.aes": `local key = ("k"):rep(24) local sealed = crypto.encrypt.aes("data", key, "more")
    return { base64.encode(sealed), crypto.decrypt.aes(sealed, key, "more") }`,
  "crypto.encrypt.chacha20": `local key = ("k"):rep(32) local sealed = crypto.encrypt.chacha20("data", key)
    return { base64.encode(sealed), crypto.decrypt.chacha20(sealed, key) }`,
};
