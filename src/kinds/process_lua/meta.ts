import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { entryIdField } from "../fields.ts";
import { calledMeta } from "../lua_code/mod.ts";

/** Keys of `meta.command`; each is text or a truth value. */
export const COMMAND_FIELDS = {
  name: field(
    "name of the command: `lunation run NAME` runs the process on a `terminal.host`",
    z.string().min(1).optional(),
    { absent: "required in `meta.command`" },
  ),
  short: field("one line on what the command does, for lists", z.string().optional()),
  main: field("no effect: a command is always run by its name", z.boolean().optional()),
  use_case: field("`test` makes it the command of `lunation test`", z.string().optional()),
};

const defaultHost = field(
  "id of the `process.host` that runs the process when it is called like a function: `funcs.call(id, …)`",
  entryIdField().optional(),
  { absent: "none: only an activity can call it" },
);

/** `meta` of a `process.lua` (spec/registry.md §2.1); `check_command.ts` judges the values. */
export const meta = calledMeta.extend({
  command: field("makes the process a command", z.looseObject(COMMAND_FIELDS).optional()),
  default_host: defaultHost,
});
