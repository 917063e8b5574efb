import { type Data, decodeJson, errorText } from "../../base/mod.ts";
import { UsageError } from "../command.ts";

/**
 * Reads arguments for a function or a workflow, each as JSON.
 *
 * @throws {UsageError} for what is none
 */
export function jsonArguments(texts: readonly string[]): Data[] {
  return texts.map((text, index) => {
    try {
      return decodeJson(text);
    } catch (error) {
      const reason = errorText(error);
      throw new UsageError(
        `argument ${index + 1} is not JSON: ${reason}; text is written with quotes: '"text"'`,
      );
    }
  });
}
