import { equal } from "node:assert/strict";
import { homedir } from "node:os";
import { cacheFolder } from "./cache_folder.ts";

Deno.test("cacheFolder() takes LUNATION_CACHE, else the platform's cache folder", () => {
  const env = (values: Record<string, string>) => (name: string) => values[name];
  equal(cacheFolder(env({ LUNATION_CACHE: "/x", XDG_CACHE_HOME: "/y" }), "linux"), "/x");
  equal(cacheFolder(env({ XDG_CACHE_HOME: "/y" }), "linux"), "/y/lunation");
  equal(cacheFolder(env({ XDG_CACHE_HOME: "" }), "linux"), `${homedir()}/.cache/lunation`);
  equal(cacheFolder(env({}), "darwin"), `${homedir()}/Library/Caches/lunation`);
  equal(cacheFolder(env({ LOCALAPPDATA: "/local" }), "windows"), "/local/lunation");
});
