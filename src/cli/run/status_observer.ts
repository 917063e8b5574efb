import type { Clock, LogLevel } from "../../base/mod.ts";
import type { Observer, ServiceState, StateChange } from "../../app/mod.ts";
import type { CliContext } from "../context.ts";
import { StatusTable } from "./status_table.ts";

/** Milliseconds between two looks at the table. */
const REFRESH = 1000;

/** An observer that is told when to end. */
export type StatusObserver = Observer & {
  /** Takes away what it shows. */
  end(): void;
};

/** Writes a record per change of state. Those that are a failure have one already. @param level of the records */
export function statusLines({ logger, options }: CliContext, level: LogLevel): StatusObserver {
  return {
    begins() {},
    changed({ id, state, reason, isFailure }: StateChange) {
      if (isFailure) return;
      const text = `"${id}" is ${state}${reason === undefined ? "" : `: ${reason}`}`;
      logger.log(level, text, options.logFormat === "json" ? { entry: id, state } : undefined);
    },
    end() {},
  };
}

/** Shows a table of all components at the bottom of the terminal. */
function liveTable({ screen }: CliContext, clock: Clock): StatusObserver {
  const table = new StatusTable();
  let states: (() => readonly ServiceState[]) | undefined;
  let cancel = () => {};
  const draw = () => {
    if (states) screen.show(table.lines(states(), clock.now()));
  };
  const tick = () => {
    draw();
    cancel = clock.after(REFRESH, tick);
  };
  return {
    begins(given) {
      states = given;
      tick();
    },
    changed: draw,
    end() {
      cancel();
      states = undefined;
      screen.clear();
    },
  };
}

/** The table where stderr is a terminal that people read, else lines. */
export function statusObserver(context: CliContext, clock: Clock): StatusObserver {
  const isForPeople = context.terminal.stderr && context.options.logFormat === "text";
  return isForPeople ? liveTable(context, clock) : statusLines(context, "info");
}
