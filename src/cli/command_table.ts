import type { CommandSpec } from "./command_spec.ts";

/** All commands, in the order of the help text. */
export const commandTable: readonly CommandSpec[] = [
  {
    name: "check",
    aliases: ["lint", "validate"],
    summary: "load the application and report every fault in it; connects to nothing",
    load: async () => (await import("./commands/check.ts")).check,
  },
  {
    name: "list",
    summary: "list the entries of the application",
    options: [
      ["-k, --kind <glob>", "only entries of this kind"],
      ["-n, --ns <glob>", "only entries of this namespace"],
      ["--name <glob>", "only entries with this name"],
    ],
    load: async () => (await import("./commands/list.ts")).list,
  },
  {
    name: "show",
    summary: "show one entry as the program sees it",
    arguments: [["<id>", "namespace:name of the entry"]],
    load: async () => (await import("./commands/show.ts")).show,
  },
  {
    name: "version",
    summary: "print the version",
    load: async () => (await import("./commands/version.ts")).version,
  },
];
