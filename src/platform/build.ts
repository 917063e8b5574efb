/** An operating system that the runtime is built for. */
export type OperatingSystem = typeof Deno.build.os;

/** For which machine the runtime is built, and how the program is put on it. */
export interface Build {
  readonly os: OperatingSystem;
  readonly arch: "x86_64" | "aarch64";
  /** Architecture and operating system as LLVM writes them: `x86_64-unknown-linux-gnu`. */
  readonly target: string;
  /** True in the compiled file, which holds the program and its permissions. */
  readonly standalone: boolean;
}

export const build: Build = Deno.build;
