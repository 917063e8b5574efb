/** The process in which the program runs. */
export interface Program {
  readonly pid: number;
  /** The current folder. @throws when it was removed meanwhile */
  cwd(): string;
  /** Path of the executable: the runtime, or the compiled file. */
  execPath(): string;
  /** Address of the module that was started, as `file:` URL. */
  readonly mainModule: string;
  /** The name of the machine; needs the permission `sys=hostname`. */
  hostname(): string;
  /** Versions of the runtime, by name. */
  readonly version: { readonly deno: string };
}

export const program: Program = Deno;
