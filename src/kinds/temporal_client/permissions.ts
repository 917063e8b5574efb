import { isAbsolute, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build, type OperatingSystem } from "../../platform/mod.ts";
import type { Configured, PermissionContext, PermissionNeed } from "../../registry/mod.ts";
import { needsRelay } from "./settings.ts";
import type { TemporalClientConfig } from "./schema.ts";

/** Temporal's port, for an address that names none. */
const DEFAULT_PORT = 7233;
/** How the SDK names the platforms that its native library is built for. */
const PLATFORMS: Partial<Record<OperatingSystem, string>> = {
  darwin: "apple-darwin",
  linux: "unknown-linux-gnu",
  windows: "pc-windows-msvc",
};
/** What Temporal's SDK asks the system for: its identity holds the host name, and it looks at the limits of its memory. */
const SYSTEM_INFORMATION = ["hostname", "uid", "gid"];

/**
 * What a client needs of Deno: its server, the files of its credentials, and Temporal's core, a native library, which
 * every client and worker uses.
 */
export function clientPermissions(
  { config }: Pick<Configured<TemporalClientConfig>, "config">,
  { appFolder }: Pick<PermissionContext, "appFolder">,
): PermissionNeed[] {
  const { address, auth, tls } = config;
  const library = coreLibrary();
  const files = [
    ...auth.type === "api_key" ? [["auth", "api_key_file", auth.api_key_file] as const] : [],
    ...auth.type === "mtls"
      ? [["auth", "cert_file", auth.cert_file] as const, ["auth", "key_file", auth.key_file] as const]
      : [],
    ...tls.enabled ? [["tls", "ca_file", tls.ca_file] as const] : [],
  ];
  return [
    { name: "net", value: /:\d+$/.test(address) ? address : `${address}:${DEFAULT_PORT}`, path: ["address"] },
    ...needsRelay(config) ? [{ name: "net", value: "127.0.0.1", path: ["address"] } as const] : [],
    ...files.flatMap(([block, field, file]): PermissionNeed[] =>
      file ? [{ name: "read", value: isAbsolute(file) ? file : resolve(appFolder, file), path: [block, field] }] : []
    ),
    { name: "read", value: library, path: ["kind"] },
    { name: "ffi", value: library, path: ["kind"] },
    ...SYSTEM_INFORMATION.map((value) => ({ name: "sys", value, path: ["kind"] } as const)),
  ];
}

/** Where the SDK finds the native library of this platform. */
function coreLibrary(): string {
  const { arch, os } = build;
  const place = `./releases/${arch}-${PLATFORMS[os] ?? os}/index.node`;
  return fileURLToPath(new URL(place, import.meta.resolve("@temporalio/core-bridge")));
}
