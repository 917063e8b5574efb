import { AppError } from "../../base/mod.ts";
import { isMissingPermission } from "../../platform/mod.ts";

/** The machine that a library is loaded on. */
export interface Machine {
  readonly tempFolder: string;
  /** `x86_64-unknown-linux-gnu`. */
  readonly platform: string;
}

const MEND_FOLDER = "set TMPDIR to a folder that can be written and may hold programs, in Kubernetes an emptyDir";

/** What systems say when they do not load a native library, and what it means; the first that fits. */
const FAULTS: readonly { readonly sign: RegExp; readonly explain: (machine: Machine) => string }[] = [
  {
    sign: /failed to map segment|operation not permitted|permission denied/i,
    explain: ({ tempFolder }) => `nothing may be run from the folder "${tempFolder}" (noexec); ${MEND_FOLDER}`,
  },
  {
    sign: /read-?only|Failed to write native addon|no space left/i,
    explain: ({ tempFolder }) => `the folder "${tempFolder}" cannot be written; ${MEND_FOLDER}`,
  },
  {
    sign: /Error relocating|Error loading shared library|ld-linux|ld-musl/,
    explain: () => "this system has musl instead of glibc (Alpine); use one with glibc, such as Debian",
  },
  {
    sign: /GLIBC(?:XX)?_[\d.]+' not found/,
    explain: () => "the glibc of this system is too old; use a newer system",
  },
  {
    sign:
      /wrong ELF class|invalid ELF header|ELF file's phentsize|incompatible architecture|not a valid Win32|Exec format/i,
    explain: ({ platform }) =>
      `it is built for another kind of machine than ${platform}; get the file for this machine`,
  },
];

/**
 * Says in plain words why Temporal's core cannot be loaded here: the compiled file unpacks it into the temporary folder.
 *
 * @returns an AppError, or the error itself when it is something else
 */
export function explainCoreFault(error: unknown, machine: Machine): unknown {
  if (!(error instanceof Error) || isMissingPermission(error)) return error;
  const fault = /\.node\b|native addon|prebuilt module/i.test(error.message) &&
    FAULTS.find(({ sign }) => sign.test(error.message));
  if (!fault) return error;
  const message = `Temporal's core library cannot be loaded: ${fault.explain(machine)}`;
  return new AppError(message, { kind: "Internal", retryable: false });
}
