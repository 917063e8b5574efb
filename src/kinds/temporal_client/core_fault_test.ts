import { equal, ok } from "node:assert/strict";
import { AppError } from "../../base/mod.ts";
import { explainCoreFault } from "./core_fault.ts";

const MACHINE = { tempFolder: "/tmp/x", platform: "x86_64-unknown-linux-gnu" };
const LIBRARY = "/tmp/x/lunation1.node";

function explained(message: string): string {
  const error = explainCoreFault(new Error(message), MACHINE);
  ok(error instanceof AppError, message);
  equal(error.retryable, false);
  return error.message.replace("Temporal's core library cannot be loaded: ", "");
}

Deno.test("explainCoreFault() tells each kind of machine that cannot load the library", () => {
  const mend = "set TMPDIR to a folder that can be written and may hold programs, in Kubernetes an emptyDir";
  const cases: [system: string, meaning: string][] = [
    [
      `${LIBRARY}: failed to map segment from shared object`,
      `nothing may be run from the folder "/tmp/x" (noexec); ${mend}`,
    ],
    [
      `Failed to write native addon (Deno FFI/Node API) '/tmp/x/core.node' to '${LIBRARY}' because the file system was readonly.`,
      `the folder "/tmp/x" cannot be written; ${mend}`,
    ],
    [
      `Error relocating ${LIBRARY}: __res_init: symbol not found`,
      "this system has musl instead of glibc (Alpine); use one with glibc, such as Debian",
    ],
    [
      `Error loading shared library ld-linux-x86-64.so.2: No such file or directory (needed by ${LIBRARY})`,
      "this system has musl instead of glibc (Alpine); use one with glibc, such as Debian",
    ],
    [
      `/lib/libc.so.6: version \`GLIBC_2.35' not found (required by ${LIBRARY})`,
      "the glibc of this system is too old; use a newer system",
    ],
    [
      `dlopen(${LIBRARY}, 0x0001): mach-o file, but is an incompatible architecture (have 'x86_64', need 'arm64')`,
      "it is built for another kind of machine than x86_64-unknown-linux-gnu; get the file for this machine",
    ],
    [
      `${LIBRARY}: invalid ELF header`,
      "it is built for another kind of machine than x86_64-unknown-linux-gnu; get the file for this machine",
    ],
  ];
  for (const [system, meaning] of cases) equal(explained(system), meaning);
});

Deno.test("explainCoreFault() leaves other errors alone", () => {
  const errors = [
    new Error("permission denied"),
    new Deno.errors.NotCapable(`Requires ffi access to "${LIBRARY}"`),
    new Error(`${LIBRARY}: something new`),
    "text",
  ];
  for (const error of errors) equal(explainCoreFault(error, MACHINE), error);
});
