/** Something that the runtime lets the program do only when the user allows it (`--allow-NAME=VALUE`). */
export interface Permission {
  readonly name: "read" | "write" | "net" | "ffi" | "sys" | "env";
  /** A path (read, write, ffi), `host` or `host:port` (net), the name of a variable (env) or of a call (sys). */
  readonly value: string;
}

/** Whether the program has a permission. Never asks the user. */
export function isGranted({ name, value }: Permission): boolean {
  return Deno.permissions.querySync(descriptor(name, value)).state === "granted";
}

function descriptor(name: Permission["name"], value: string): Deno.PermissionDescriptor {
  switch (name) {
    case "net":
      return { name, host: value };
    case "env":
      return { name, variable: value };
    case "sys":
      return { name, kind: value as NonNullable<Deno.SysPermissionDescriptor["kind"]> };
    default:
      return { name, path: value };
  }
}
