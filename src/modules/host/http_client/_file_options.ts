import { ascii, text } from "../../../base/mod.ts";
import { LuaTable, type LuaValue } from "../../../lua/api/mod.ts";
import type { HttpPart } from "./http_part.ts";
import { HttpStream } from "./http_stream.ts";
import { checkNames, invalid, keyText, stringOption, wrongOption } from "./_option_values.ts";

const FILE_OPTIONS = ["name", "filename", "content", "reader", "content_type"];

/**
 * Reads `files`, a list of `{ name, filename, content | reader }`.
 *
 * @throws {AppError} kind Invalid
 */
export function filesOf(value: LuaValue): HttpPart[] | undefined {
  if (value === undefined) return undefined;
  if (!(value instanceof LuaTable)) throw wrongOption("files", "a list of tables", value);
  return [...value.entries()].map(([key, file]) => {
    const option = `files[${keyText(key)}]`;
    if (typeof key !== "number" || !(file instanceof LuaTable)) throw wrongOption(option, "a table", file);
    return fileOf(file, option);
  });
}

function fileOf(file: LuaTable, option: string): HttpPart {
  checkNames(file, FILE_OPTIONS, `${option}.`);
  const name = stringOption(file.get(ascii("name")), `${option}.name`);
  const filename = stringOption(file.get(ascii("filename")), `${option}.filename`);
  const content = stringOption(file.get(ascii("content")), `${option}.content`);
  const reader = file.get(ascii("reader"));
  if (name === undefined || name.length === 0) throw invalid(text`option "${option}.name" must not be empty`);
  if (reader !== undefined && !(reader instanceof HttpStream)) {
    throw wrongOption(`${option}.reader`, "the stream of a response", reader);
  }
  if ((content === undefined) === (reader === undefined)) {
    throw invalid(text`option "${option}" must have either "content" or "reader"`);
  }
  return { name, filename: filename ?? name, content: content ?? reader! };
}
