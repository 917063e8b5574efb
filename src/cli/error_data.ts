import { type AppError, type Data, toByteString } from "../base/mod.ts";

/** An error as JSON has it, `{kind?, message, context?, retryable?, details?, stack?, cause?}`, with its causes. */
export function errorData(error: AppError): Data {
  const { kind, message, retryable, details, luaStack, cause } = error;
  const context = error.context === undefined ? undefined : toByteString(error.context);
  const fields: [string, Data | undefined][] = [
    ["kind", kind === "" ? undefined : kind],
    ["message", toByteString(message)],
    ["context", context],
    ["retryable", retryable],
    ["details", details],
    ["stack", luaStack?.map(toByteString)],
    ["cause", cause && errorData(cause)],
  ];
  return new Map(fields.filter((field): field is [string, Data] => field[1] !== undefined));
}
