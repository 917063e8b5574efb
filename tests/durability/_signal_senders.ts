import { type WorkflowHandle, WorkflowNotFoundError } from "@temporalio/client";

/** Signals that every sender keeps under way to the same workflow: one, so that its order is the server's. */
export const SIGNAL = "n";

/**
 * Sends the numbers from 1 on, one after the other, until the last of them or until the workflow has ended.
 *
 * @param sent hears of each
 * @returns how many the server has taken
 */
export async function sendNumbers(
  handle: WorkflowHandle,
  sender: string,
  last: number,
  sent: () => void = () => {},
): Promise<number> {
  for (let number = 1; number <= last; number++) {
    try {
      await handle.signal(SIGNAL, sender, number);
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return number - 1;
      throw error;
    }
    sent();
  }
  return last;
}
