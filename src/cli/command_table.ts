import type { CommandSpec } from "./command.ts";

const DEV = ["--dev", "use a Temporal dev server: one that runs already, or a new one"] as const;

const WORKFLOW = ["<workflow-id>", "id of the workflow"] as const;

const ARGUMENTS = ["[args...]", "arguments, each as JSON"] as const;

const CLIENT = ["--client <id>", "temporal.client to ask (default: the only one)"] as const;

const RUN = ["--run-id <id>", "this very run (default: the latest one)"] as const;

const HOST = ["--host <id>", "terminal.host that runs the command (default: the only one)"] as const;

/** All commands, in the order of the help text. */
export const commandTable: readonly CommandSpec[] = [
  {
    name: "demo",
    summary: "run the order example with everything it needs, submit one order, and serve until Ctrl-C",
    options: [["--once", "end after the first order"]],
    usesApp: false,
    load: async () => (await import("./commands/demo.ts")).demo,
  },
  {
    name: "init",
    summary: "make a new application, and print the commands that start and try it",
    arguments: [["[folder]", "where to (default: the current folder)"]],
    options: [["--template <name>", "order (default), minimal or cron"]],
    usesApp: false,
    load: async () => (await import("./commands/init.ts")).init,
  },
  {
    name: "run",
    summary: "run the application until Ctrl-C, or one of its commands",
    arguments: [
      ["[name]", "command to run instead of waiting: a process.lua with meta.command.name; list shows them"],
      ["[args...]", "arguments of the command"],
    ],
    options: [
      DEV,
      ["--ready-file <path>", "keep this file while everything runs; it is gone at the stop"],
      ["-x, --exec <id>", "run this process.lua as a command"],
      HOST,
    ],
    passesOptions: true,
    load: async () => (await import("./commands/run.ts")).run,
  },
  {
    name: "test",
    summary: "run the command that tests the application: the process.lua with meta.command.use_case test",
    arguments: [["[args...]", "arguments of the command"]],
    options: [DEV, HOST],
    passesOptions: true,
    load: async () => (await import("./commands/run_tests.ts")).runTests,
  },
  {
    name: "exec",
    summary: "execute a workflow or a function and print its result as JSON",
    arguments: [["<id>", "namespace:name of the entry"], ["[args...]", "arguments, each as JSON"]],
    options: [
      DEV,
      ["--id <id>", "id of the workflow (default: a random one)"],
      ["--workflow-id <id>", "the same"],
      ["--option <key=value>", "option of the workflow's start, such as run_timeout=90s; repeatable", "repeatable"],
      ["--no-wait", "only start the workflow, without its worker, and print its ids"],
    ],
    load: async () => (await import("./commands/exec.ts")).exec,
  },
  {
    name: "signal",
    summary: "send a signal to a workflow",
    arguments: [WORKFLOW, ["<name>", "name of the signal"], ARGUMENTS],
    options: [CLIENT, RUN],
    load: async () => (await import("./commands/tell.ts")).signal,
  },
  {
    name: "query",
    summary: "ask a workflow, and print its answer as JSON",
    arguments: [WORKFLOW, ["<name>", "type of the query"], ARGUMENTS],
    options: [CLIENT, RUN],
    load: async () => (await import("./commands/ask.ts")).query,
  },
  {
    name: "update",
    summary: "send an update to a workflow, wait for its outcome, and print it as JSON",
    arguments: [WORKFLOW, ["<name>", "name of the update"], ARGUMENTS],
    options: [CLIENT, RUN],
    load: async () => (await import("./commands/ask.ts")).update,
  },
  {
    name: "cancel",
    summary: "ask a workflow to end",
    arguments: [WORKFLOW],
    options: [["--reason <text>", "for the workflow's history"], CLIENT, RUN],
    load: async () => (await import("./commands/tell.ts")).cancel,
  },
  {
    name: "terminate",
    summary: "end a workflow at once",
    arguments: [WORKFLOW],
    options: [["--reason <text>", "for the workflow's history"], CLIENT, RUN],
    load: async () => (await import("./commands/tell.ts")).terminate,
  },
  {
    name: "describe",
    summary: "show what a workflow is at: its activities, timers and children",
    arguments: [WORKFLOW],
    options: [["--follow", "go on showing what changes, until the workflow ends"], CLIENT, RUN],
    load: async () => (await import("./commands/describe.ts")).describe,
  },
  {
    name: "result",
    summary: "wait for the end of a workflow and print its result as JSON",
    arguments: [WORKFLOW],
    options: [["--no-wait", "do not wait: a workflow that runs has none yet"], CLIENT, RUN],
    load: async () => (await import("./commands/result.ts")).result,
  },
  {
    name: "check",
    aliases: ["lint", "validate"],
    summary: "load the application and report every fault in it; connects to nothing",
    options: [["--strict", "variables without a value are errors, not warnings"]],
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
    name: "doctor",
    summary: "try out each client: resolve its credentials, connect, authenticate, look for the namespace",
    load: async () => (await import("./commands/doctor.ts")).doctor,
  },
  {
    name: "replay",
    summary: "replay recorded workflows against the code as it is, and report which of them it would break",
    arguments: [["[files...]", 'histories, as "temporal workflow show -o json" writes them']],
    options: [[
      "--query <query>",
      "also the executions that this visibility query finds on the servers of the clients",
    ]],
    load: async () => (await import("./commands/replay.ts")).replay,
  },
  {
    name: "permissions",
    summary: "print the command that runs the application from source with no more rights than it needs",
    options: [["--net <host...>", "host:port that the application's functions send requests to; repeatable"]],
    load: async () => (await import("./commands/permissions.ts")).permissions,
  },
  {
    name: "schema",
    summary: "print a JSON Schema of registry files, for editors",
    usesApp: false,
    load: async () => (await import("./commands/about.ts")).schema,
  },
  {
    name: "completions",
    summary: "print a script with which a shell completes commands and options",
    arguments: [["<shell>", "bash, zsh or fish"]],
    usesApp: false,
    load: async () => (await import("./commands/completions.ts")).completions,
  },
  {
    name: "version",
    summary: "print the version",
    usesApp: false,
    load: async () => (await import("./commands/about.ts")).version,
  },
];
