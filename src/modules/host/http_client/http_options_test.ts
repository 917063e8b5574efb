import { deepEqual, equal } from "node:assert/strict";
import { openssl } from "../../../../tests/support/certificates.ts";
import { runLua } from "../../../../tests/support/lua_runner.ts";
import { pemOf, withAuthority } from "../../../../tests/support/with_authority.ts";
import { ascii, type ByteString, type Data, fromLatin1, toByteString } from "../../../base/mod.ts";

/** Kind, retryability and message of what a call answers that sends nothing. Arguments of the call are in `a` and `b`. */
function refusal(call: string, args: Data[] = []): Promise<Data | undefined> {
  return runLua(
    `local a, b = ... local http, url = http_client, "http://127.0.0.1:1"
    local response, err = ${call} return { response == nil, err:kind(), err:retryable(), err:message() }`,
    args,
  );
}

const CASES: readonly [call: string, message: string][] = [
  ['http.get("nowhere")', 'bad URL "nowhere"'],
  ['http.get("")', 'bad URL ""'],
  ['http.get("//me:secret@[x?token=secret")', 'bad URL "//[x"'],
  ['http.get("file:///etc/passwd")', 'bad URL "file:///etc/passwd": the scheme must be http or https'],
  ['http.request("BAD METHOD", url)', 'bad method "BAD METHOD"'],
  ['http.request("connect", url)', 'bad method "connect"'],
  ['http.request("größe", url)', 'bad method "größe"'],
  ['http.get("ftp://münchen/")', 'bad URL "ftp://münchen/": the scheme must be http or https'],
  [
    'http.get(url, { ["größe"] = 1 })',
    'option "größe" is unknown; known: headers, query, cookies, body, form, files, auth, timeout, stream, ' +
    "max_response_body, unix_socket, tls",
  ],
  [
    'http.get(url, { tls = { ["größe"] = 1 } })',
    'option "tls.größe" is unknown; known: cert, key, ca, server_name, insecure_skip_verify',
  ],
  ['http.get(url, { query = { ["größe"] = print } })', 'option "query.größe" must be a string, got function'],
  ['http.get(url, { cookies = { ["größe"] = "x" } })', 'bad name or value of cookie "größe"'],
  ['http.get(url, { headers = { ["größe"] = "x" } })', 'bad name or value of header "größe"'],
  ['http.get(url, { body = "x" })', "GET cannot have a body"],
  ['http.head(url, { files = { { name = "a", content = "x" } } })', "HEAD cannot have a body"],
  ["http.post(url, { body = 5 })", 'option "body" must be a string, got number'],
  ['http.post(url, { body = "x", form = {} })', 'give either "body" or "form"'],
  ['http.post(url, { body = "x", files = {} })', 'give either "body" or "files"'],
  ['http.get(url, { headers = "x" })', 'option "headers" must be a table, got string'],
  ['http.get(url, { headers = { "x" } })', 'option "headers" must have string keys'],
  ["http.get(url, { query = { a = print } })", 'option "query.a" must be a string, got function'],
  ["http.get(url, { form = true })", 'option "form" must be a table, got boolean'],
  ['http.get(url, { cookies = "a=1" })', 'option "cookies" must be a table, got string'],
  ['http.get(url, { cookies = { a = "secret; b" } })', 'bad name or value of cookie "a"'],
  ['http.get(url, { cookies = { ["a b"] = "secret" } })', 'bad name or value of cookie "a b"'],
  ['http.get(url, { headers = { ["x-key"] = "secret\\nInjected: 1" } })', 'bad name or value of header "x-key"'],
  ['http.get(url, { headers = { ["x key"] = "secret" } })', 'bad name or value of header "x key"'],
  ['http.get(url, { auth = { user = "me" } })', 'option "auth" must be a table { user = string, pass = string }'],
  ['http.get(url, { auth = "me:secret" })', 'option "auth" must be a table { user = string, pass = string }'],
  ['http.get(url, { stream = "yes" })', 'option "stream" must be a boolean, got string'],
  ['http.get(url, { overlay_network = "n" })', 'option "overlay_network" is not supported'],
  ["http.get(url, { unix_socket = 5 })", 'option "unix_socket" must be a string, got number'],
  ['http.get(url, { unix_socket = "" })', 'option "unix_socket" must not be empty'],
  ['http.post(url, { files = "x" })', 'option "files" must be a list of tables, got string'],
  ['http.post(url, { files = { "x" } })', 'option "files[1]" must be a table, got string'],
  ['http.post(url, { files = { { content = "x" } } })', 'option "files[1].name" must not be empty'],
  ['http.post(url, { files = { { name = "x" } } })', 'option "files[1]" must have either "content" or "reader"'],
  [
    'http.post(url, { files = { { name = "x", reader = "y" } } })',
    'option "files[1].reader" must be the stream of a response, got string',
  ],
  [
    'http.post(url, { files = { { name = "x", path = "/etc/passwd" } } })',
    'option "files[1].path" is unknown; known: name, filename, content, reader, content_type',
  ],
  ["http.get(url, { tls = true })", 'option "tls" must be a table, got boolean'],
  ["http.get(url, { tls = { ca = 5 } })", 'option "tls.ca" must be a string, got number'],
  ['http.get(url, { tls = { ca = "secret" } })', 'option "tls.ca" holds no certificate in PEM'],
  ['http.get(url, { tls = { cert = "x" } })', 'give both "tls.cert" and "tls.key", or neither'],
  ['http.get(url, { tls = { key = "x" } })', 'give both "tls.cert" and "tls.key", or neither'],
  ['http.get(url, { tls = { cert = "x", key = "secret" } })', 'option "tls.cert" holds no certificate in PEM'],
  [
    "http.get(url, { tls = { insecure_skip_verify = 1 } })",
    'option "tls.insecure_skip_verify" must be a boolean, got number',
  ],
  [
    "http.get(url, { tls = { verify = false } })",
    'option "tls.verify" is unknown; known: cert, key, ca, server_name, insecure_skip_verify',
  ],
  [
    'http.get(url, { max_response_body = "1k" })',
    'option "max_response_body" must be a number of bytes, 0 for the default',
  ],
  [
    "http.get(url, { max_response_body = -1 })",
    'option "max_response_body" must be a number of bytes, 0 for the default',
  ],
  [
    "http.get(url, { max_response_body = 0/0 })",
    'option "max_response_body" must be a number of bytes, 0 for the default',
  ],
  [
    "http.get(url, { timeuot = 5 })",
    'option "timeuot" is unknown; known: headers, query, cookies, body, form, files, auth, timeout, stream, ' +
    "max_response_body, unix_socket, tls",
  ],
];

Deno.test("http_client refuses bad addresses and options", async () => {
  for (const [call, message] of CASES) {
    deepEqual(await refusal(call), [true, "Invalid", false, toByteString(`http_client: ${message}`)], call);
  }
});

Deno.test("http_client refuses bad timeouts", async () => {
  for (const timeout of ["-1", '"soon"', "1/0", "0/0", "{}", '"-5s"']) {
    const [, kind, , message] = await refusal(`http.get(url, { timeout = ${timeout} })`) as ByteString[];
    const problem = 'option "timeout" must be a positive number of seconds or a duration such as "5s"';
    deepEqual([kind, message], ["Invalid", `http_client: ${problem}`], timeout);
  }
});

Deno.test({
  name: "http_client refuses a key that is none, and the key of another certificate, without showing it",
  ignore: openssl.ignore,
  fn: () =>
    withAuthority(async (authority) => {
      const one = await pemOf(await authority.sign({ name: "one" }));
      const two = await pemOf(await authority.sign({ name: "two" }));
      const call = "http.get(url, { tls = { cert = a, key = b } })";
      const [, , , garbage] = await refusal(call, [fromLatin1(one.cert), ascii("secret")]) as ByteString[];
      equal(garbage, 'http_client: option "tls.key" holds no private key in PEM without a password');
      const [, kind, , other] = await refusal(call, [fromLatin1(one.cert), fromLatin1(two.key)]) as ByteString[];
      deepEqual([kind, other], ["Invalid", 'http_client: "tls.key" does not belong to "tls.cert"']);
    }),
});
