import { AppError, ascii, type ByteString, type Data, decodeJson, toByteString } from "../../base/mod.ts";
import { quote, suggest } from "../../diagnostics/mod.ts";
import { START_OPTIONS } from "../../modules/commands/mod.ts";
import { UsageError } from "../command.ts";

/**
 * Reads the options of a start as the command line gives them: `run_timeout=90s`, with or without `workflow.` in front, the
 * value as JSON or, when it is none, as text.
 *
 * @param id of the workflow; then an option must not name it again
 * @returns as scripts give them. A start whose id runs already fails unless an option says otherwise
 * @throws {UsageError} for an option that a start does not have
 */
export function startOptions(pairs: readonly string[], id: string | undefined): Map<ByteString, Data> {
  const options = new Map<ByteString, Data>();
  for (const pair of pairs) {
    const [, given = "", text = ""] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    if (given === "") throw new UsageError(`"--option" takes KEY=VALUE, got ${quote(pair)}`);
    const key = given.replace(/^(temporal\.)?workflow\./, "");
    if (!START_OPTIONS.includes(key)) throw new UsageError(unknown(key));
    options.set(toByteString(`workflow.${key}`), valueOf(text));
  }
  if (id !== undefined && options.has(ascii("workflow.id"))) {
    throw new UsageError('give either "--id" or "--option id=…"');
  }
  if (id !== undefined) options.set(ascii("workflow.id"), toByteString(id));
  // A script takes what runs already; who types arguments wants them used.
  const says = ["id_conflict_policy", "execution_error_when_already_started"].some((key) => {
    return options.has(toByteString(`workflow.${key}`));
  });
  return says ? options : options.set(ascii("workflow.execution_error_when_already_started"), true);
}

function unknown(key: string): string {
  const near = suggest(key, START_OPTIONS);
  const help = near ? `did you mean ${quote(near)}?` : `there are ${START_OPTIONS.join(", ")}`;
  return `a start has no option ${quote(key)}; ${help}`;
}

function valueOf(text: string): Data {
  try {
    return decodeJson(text);
  } catch (error) {
    if (error instanceof AppError) return toByteString(text);
    throw error;
  }
}
