import { equal } from "node:assert/strict";
import { parseByteSize } from "./byte_size.ts";

Deno.test("parseByteSize() reads amounts with units of 1000 and of 1024", () => {
  equal(parseByteSize("0B"), 0);
  equal(parseByteSize("500 B"), 500);
  equal(parseByteSize("1.5KB"), 1500);
  equal(parseByteSize("64MiB"), 67_108_864);
  equal(parseByteSize("2 GB"), 2_000_000_000);
  equal(parseByteSize("1GiB"), 1_073_741_824);
});

Deno.test("parseByteSize() takes nothing without a known unit", () => {
  for (const text of ["", "64", "MiB", "64mib", "-1MB", "1e3B", "1 TB", "64MiB ", ".5MB"]) {
    equal(parseByteSize(text), undefined, text);
  }
});
