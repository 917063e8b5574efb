import type { ByteString, Data } from "../../base/mod.ts";
import type { LuaFunction, World } from "../../lua/api/mod.ts";
import type { SearchAttribute } from "./options/search_attributes.ts";

/** The functions that serve one update (architecture.md §1). */
export interface UpdateHandler {
  /** May only look; an error refuses the update, which then leaves no trace. */
  readonly validate?: LuaFunction;
  readonly handle: LuaFunction;
}

/** What a workflow can do to its own run (spec/temporal-workflows.md §12). Names are Unicode text. */
export interface WorkflowControl {
  /** Events up to the current task. */
  readonly historyLength: number;
  /** Bytes up to the current task. */
  readonly historySize: number;
  /**
   * The version of a change that the run sticks to: `max` when it comes to the change now, -1 when it passed that place
   * before the change was made.
   *
   * @throws {Fault} when the version is outside of `min` and `max`
   */
  version(changeId: string, min: number, max: number): number;
  upsertSearchAttributes(attributes: ReadonlyMap<string, SearchAttribute>): void;
  upsertMemo(memo: ReadonlyMap<ByteString, Data>): void;
  onQuery(name: string, handler: LuaFunction): void;
  onUpdate(name: string, handler: UpdateHandler): void;
  /** What the query `state` answers. */
  setState(state: Data): void;
}

/** A world whose scripts are workflows. */
export interface ControlledWorld extends World {
  readonly workflow: WorkflowControl;
}

/** The control over the run that a script has; undefined outside workflows. */
export function controlOf(world: World): WorkflowControl | undefined {
  return (world as Partial<ControlledWorld>).workflow;
}
