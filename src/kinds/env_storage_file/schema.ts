import { z } from "zod";
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
  /** Relative to the application folder. */
  file_path: requiredText("file path must not be empty"),
  auto_create: z.boolean().default(false),
  /** Absent, a file keeps its mode, and a new one gets 0644. */
  file_mode: modeField("file_mode").optional(),
  dir_mode: modeField("dir_mode").default(0o755),
});
