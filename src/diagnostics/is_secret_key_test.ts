import { deepEqual } from "node:assert/strict";
import { isSecretKey } from "./is_secret_key.ts";

Deno.test("isSecretKey() knows names of secrets, also inside longer ones and misspelt", () => {
  const names = [
    "api_key",
    "apiKey",
    "API_KEYS",
    "key_pem",
    "cert_pem",
    "db_password",
    "token",
    "client_secret",
    "api_kye",
    "pasword",
  ];
  deepEqual(names.filter((name) => !isSecretKey(name)), []);
});

Deno.test("isSecretKey() lets names of variables and files through, and other words", () => {
  const names = [
    "api_key_env",
    "api_key_file",
    "key_file",
    "cert_file",
    "ca_pem",
    "key",
    "address",
    "namespace",
    "broken",
    "passed",
  ];
  deepEqual(names.filter(isSecretKey), []);
});
