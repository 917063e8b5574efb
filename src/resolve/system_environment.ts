/** The environment of the process; `Deno.env` is one. Its methods throw `Deno.errors.NotCapable` without permission. */
export interface SystemEnvironment {
  get(name: string): string | undefined;
  toObject(): Record<string, string>;
}
