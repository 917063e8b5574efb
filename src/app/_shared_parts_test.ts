import { deepEqual, equal } from "node:assert/strict";
import type { Dependencies } from "../registry/mod.ts";
import { SharedParts } from "./_shared_parts.ts";

Deno.test("SharedParts makes each part once and disposes of the youngest first", async () => {
  const disposed: string[] = [];
  const part = (name: string) => ({ name, [Symbol.asyncDispose]: () => Promise.resolve(void disposed.push(name)) });
  const parts = new SharedParts({} as Omit<Dependencies, "shared">);
  const inner = () => part("inner");
  const outer = ({ shared }: Dependencies) => ({ ...part("outer"), inner: shared(inner) });
  const plain = () => ({});
  const { shared } = parts.dependencies;
  equal(shared(outer), shared(outer));
  equal(shared(outer).inner, shared(inner));
  equal(shared(plain), shared(plain));
  await parts.dispose();
  deepEqual(disposed, ["outer", "inner"]);
  await parts.dispose();
  equal(disposed.length, 2);
});
