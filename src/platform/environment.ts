/** Variables that the operating system gives the process. */
export interface SystemEnvironment {
  /** @throws an error that `isMissingPermission` knows */
  get(name: string): string | undefined;

  /** @throws an error that `isMissingPermission` knows, when not all variables may be read */
  toObject(): Record<string, string>;
}

/** The environment of this process. */
export const environment: SystemEnvironment = Deno.env;
