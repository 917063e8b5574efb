import { z } from "zod";
import { field } from "../../registry/mod.ts";
import { requiredText } from "../fields.ts";

const FORM = "a mode is an octal number such as 0644, or its decimal value";
const LARGEST = 0o777;

/** Permission bits: a number, or text of digits, octal with a leading 0. */
function modeField(name: string) {
  const wrong = `Invalid ${name}: ${FORM}`;
  const number = z.int(wrong).min(0, wrong).max(LARGEST, wrong);
  const text = z.string().regex(/^(?:0o?[0-7]{1,4}|[1-9]\d{0,3})$/, wrong).transform(parseMode).pipe(number);
  return z.union([number, text], wrong);
}

function parseMode(text: string): number {
  return text.startsWith("0") ? parseInt(text.replace("0o", ""), 8) : Number(text);
}

/** Fields of an `env.storage.file` (spec/env.md §2). */
export const schema = z.strictObject({
  file_path: field(
    "path of the file, relative to the folder of the application",
    requiredText("file path must not be empty"),
  ),
  auto_create: field(
    "a write makes the file and its folders when they are missing; without it, such a write fails",
    z.boolean().default(false),
  ),
  file_mode: field(
    "permissions of the file after a write, octal with a leading zero",
    modeField("file_mode").optional(),
    { absent: "those of the file; `0644` for a new one" },
  ),
  dir_mode: field(
    "permissions of folders that `auto_create` makes, octal with a leading zero",
    modeField("dir_mode").prefault("0755"),
  ),
});
