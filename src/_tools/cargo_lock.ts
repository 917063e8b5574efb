/** A Rust package in a lock file. */
export interface Crate {
  readonly name: string;
  readonly version: string;
  /** SHA-256; absent for what comes from no registry. */
  readonly checksum?: string;
  readonly needs: readonly Pick<Crate, "name" | "version">[];
}

/**
 * Reads a Cargo.lock: `[[package]]` tables of `key = "text"` and one list.
 *
 * @throws Error when a package has no name or version, or needs one that the file does not list
 */
export function parseCargoLock(text: string): Crate[] {
  const tables = text.split("[[package]]").slice(1);
  const packages = tables.map((table) => {
    const field = (key: string) => new RegExp(`^${key} = "([^"]*)"$`, "m").exec(table)?.[1];
    const [name, version, checksum] = ["name", "version", "checksum"].map(field);
    if (name === undefined || version === undefined) throw new Error(`A package has no name or version:\n${table}`);
    const list = /^dependencies = \[([^\]]*)\]/m.exec(table)?.[1] ?? "";
    const needs = [...list.matchAll(/"([^"]+)"/g)].map((match) => match[1]!);
    return { name, version, needs, ...checksum !== undefined && { checksum } };
  });
  return packages.map((one) => ({
    ...one,
    needs: one.needs.map((need) => {
      // `name` alone when there is one version of it, else `name version`.
      const [name, version] = need.split(" ");
      const found = packages.find((other) =>
        other.name === name && (version === undefined || other.version === version)
      );
      if (!found) throw new Error(`"${one.name}" needs "${need}", which is not listed`);
      return { name: found.name, version: found.version };
    }),
  }));
}
