import type { SendCommand, StopCommand } from "../modules/commands/mod.ts";
import type { ProcessNode } from "./process_node.ts";

/**
 * Sends to a process, asks it to end, or ends it (spec/temporal-workflows.md §4, §8).
 *
 * @param from pid of who wants that
 * @throws {AppError} kind NotFound when there is no such process, Unavailable when it cannot be reached
 */
export async function reachProcess(command: SendCommand | StopCommand, from: string, node: ProcessNode): Promise<void> {
  const process = node.resolve(command.destination);
  switch (command.type) {
    case "send":
      return await process.send({ topic: command.topic, from, values: command.values });
    case "cancel_process":
      return await process.cancel(command.reason, from);
    case "terminate_process":
      return await process.terminate();
  }
}
