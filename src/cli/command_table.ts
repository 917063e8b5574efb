import { type Command, defineCommand } from "./command.ts";
import { flag, negated, optional, repeated, required, rest, several, text } from "./declarations.ts";

const DEV = flag("use a Temporal dev server, one that runs already or a new one, and stop a new one last");

const WORKFLOW = required("id of the workflow");

const JSON_ARGUMENTS = rest("arguments, each as JSON");

const EXECUTION_OPTIONS = {
  client: text("id", "`temporal.client` to ask (default: the only one)"),
  runId: text("id", "this very run (default: the latest one)"),
};

const REASON = text("text", "for the workflow's history");

const HOST = text("id", "`terminal.host` that runs the command (default: the only one)");

export const demo = defineCommand({
  name: "demo",
  summary: "run the order example with everything it needs, submit one order, and serve until Ctrl-C",
  options: { once: flag("end after the first order") },
  usesApp: false,
  async run(context, input): Promise<number> {
    return await (await import("./commands/demo.ts")).demo(context, input);
  },
});

export const init = defineCommand({
  name: "init",
  summary: "make a new application, and print the commands that start and try it",
  arguments: { folder: optional("where to (default: the current folder)") },
  options: {
    template: text(
      "name",
      "`order` (default): a workflow with an activity and a timer; `minimal`: one workflow; `cron`: a workflow that " +
        "calls an activity at regular times",
    ),
  },
  usesApp: false,
  async run(context, input): Promise<number> {
    return (await import("./commands/init.ts")).init(context, input);
  },
});

export const run = defineCommand({
  name: "run",
  summary: "run the application until Ctrl-C, or one of its commands",
  arguments: {
    name: optional(
      "command to run instead of waiting: a `process.lua` with `meta.command.name`, or `list` for the names of all",
    ),
    args: rest("arguments of the command; `--` in front passes also those that are options of `lunation`"),
  },
  options: {
    dev: DEV,
    readyFile: text(
      "path",
      "keep this file, JSON with the process id, while everything runs; it is gone while a required component is " +
        "started again, and at the stop",
    ),
    exec: text("id", "run this `process.lua` as a command", "x"),
    host: HOST,
  },
  passesOptions: true,
  async run(context, input): Promise<number> {
    return await (await import("./commands/run.ts")).run(context, input);
  },
});

export const test = defineCommand({
  name: "test",
  summary: "run the command that tests the application: the process.lua with meta.command.use_case test",
  arguments: { args: rest("arguments of the command") },
  options: { dev: DEV, host: HOST },
  passesOptions: true,
  async run(context, input): Promise<number> {
    return await (await import("./commands/run_tests.ts")).runTests(context, input);
  },
});

export const exec = defineCommand({
  name: "exec",
  summary: "execute a workflow or a function and print its result as JSON",
  arguments: { id: required("`namespace:name` of the entry"), args: JSON_ARGUMENTS },
  options: {
    dev: DEV,
    id: text("id", "id of the workflow (default: a random one)"),
    workflowId: text("id", "the same"),
    option: repeated("key=value", "option of the workflow's start, such as `run_timeout=90s`"),
    wait: negated("only start the workflow, without its worker, and print its ids"),
  },
  async run(context, input): Promise<number> {
    return await (await import("./commands/exec.ts")).exec(context, input);
  },
});

export const signal = defineCommand({
  name: "signal",
  summary: "send a signal to a workflow",
  arguments: { workflowId: WORKFLOW, name: required("name of the signal"), args: JSON_ARGUMENTS },
  options: EXECUTION_OPTIONS,
  async run(context, input): Promise<number> {
    return await (await import("./commands/tell.ts")).signal(context, input);
  },
});

export const query = defineCommand({
  name: "query",
  summary: "ask a workflow, and print its answer as JSON",
  arguments: {
    workflowId: WORKFLOW,
    name: required("type of the query: `pid`, `state`, or one of `workflow.on_query`"),
    args: JSON_ARGUMENTS,
  },
  options: EXECUTION_OPTIONS,
  async run(context, input): Promise<number> {
    return await (await import("./commands/ask.ts")).query(context, input);
  },
});

export const update = defineCommand({
  name: "update",
  summary: "send an update to a workflow, wait for its outcome, and print it as JSON",
  arguments: { workflowId: WORKFLOW, name: required("name of the update"), args: JSON_ARGUMENTS },
  options: EXECUTION_OPTIONS,
  async run(context, input): Promise<number> {
    return await (await import("./commands/ask.ts")).update(context, input);
  },
});

export const cancel = defineCommand({
  name: "cancel",
  summary: "ask a workflow to end",
  arguments: { workflowId: WORKFLOW },
  options: { reason: REASON, ...EXECUTION_OPTIONS },
  async run(context, input): Promise<number> {
    return await (await import("./commands/tell.ts")).cancel(context, input);
  },
});

export const terminate = defineCommand({
  name: "terminate",
  summary: "end a workflow at once",
  arguments: { workflowId: WORKFLOW },
  options: { reason: REASON, ...EXECUTION_OPTIONS },
  async run(context, input): Promise<number> {
    return await (await import("./commands/tell.ts")).terminate(context, input);
  },
});

export const describe = defineCommand({
  name: "describe",
  summary: "show what a workflow is at: its activities, timers and children",
  arguments: { workflowId: WORKFLOW },
  options: { follow: flag("go on showing what changes, until the workflow ends"), ...EXECUTION_OPTIONS },
  async run(context, input): Promise<number> {
    return await (await import("./commands/describe.ts")).describe(context, input);
  },
});

export const result = defineCommand({
  name: "result",
  summary: "wait for the end of a workflow and print its result as JSON",
  arguments: { workflowId: WORKFLOW },
  options: {
    wait: negated("do not wait: for a workflow that runs, which has no result yet, the exit code is 1"),
    ...EXECUTION_OPTIONS,
  },
  async run(context, input): Promise<number> {
    return await (await import("./commands/result.ts")).result(context, input);
  },
});

export const check = defineCommand({
  name: "check",
  aliases: ["lint", "validate"],
  summary: "load the application and report every fault in it; connects to nothing",
  options: {
    strict: flag("variables without a value are errors, not warnings"),
  },
  async run(context, input): Promise<number> {
    return await (await import("./commands/check.ts")).check(context, input);
  },
});

export const list = defineCommand({
  name: "list",
  summary: "list the entries of the application",
  options: {
    kind: text("glob", "only entries of this kind", "k"),
    ns: text("glob", "only entries of this namespace", "n"),
    name: text("glob", "only entries with this name"),
  },
  async run(context, input): Promise<number> {
    return await (await import("./commands/list.ts")).list(context, input);
  },
});

export const show = defineCommand({
  name: "show",
  summary: "show one entry as the program sees it",
  arguments: { id: required("`namespace:name` of the entry") },
  async run(context, input): Promise<number> {
    return await (await import("./commands/show.ts")).show(context, input);
  },
});

export const doctor = defineCommand({
  name: "doctor",
  summary: "try out each client: resolve its credentials, connect, authenticate, look for the namespace",
  async run(context): Promise<number> {
    return await (await import("./commands/doctor.ts")).doctor(context);
  },
});

export const replay = defineCommand({
  name: "replay",
  summary: "replay recorded workflows against the code as it is, and report which of them it would break",
  arguments: { files: rest("histories, as `temporal workflow show -o json` writes them") },
  options: {
    query: text("query", "also the executions that this visibility query finds on the servers of the clients"),
  },
  async run(context, input): Promise<number> {
    return await (await import("./commands/replay.ts")).replay(context, input);
  },
});

export const permissions = defineCommand({
  name: "permissions",
  summary: "print the command that runs the application from source with no more rights than it needs",
  options: { net: several("host", "`host:port` that the application's functions send requests to") },
  async run(context, input): Promise<number> {
    return await (await import("./commands/permissions.ts")).permissions(context, input);
  },
});

export const schema = defineCommand({
  name: "schema",
  summary: "print a JSON Schema of registry files, for editors",
  usesApp: false,
  async run(context): Promise<number> {
    return await (await import("./commands/about.ts")).schema(context);
  },
});

export const completions = defineCommand({
  name: "completions",
  summary: "print a script with which a shell completes commands and options",
  arguments: { shell: required("`bash`, `zsh` or `fish`") },
  usesApp: false,
  async run(context, input): Promise<number> {
    return (await import("./commands/completions.ts")).completions(context, input, commandTable);
  },
});

export const version = defineCommand({
  name: "version",
  summary: "print the version",
  usesApp: false,
  async run(context): Promise<number> {
    return (await import("./commands/about.ts")).version(context);
  },
});

/** All commands, in the order of the help text. */
export const commandTable: readonly Command[] = [
  demo,
  init,
  run,
  test,
  exec,
  signal,
  query,
  update,
  cancel,
  terminate,
  describe,
  result,
  check,
  list,
  show,
  doctor,
  replay,
  permissions,
  schema,
  completions,
  version,
];
