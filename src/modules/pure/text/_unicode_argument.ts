import { fromByteString, toByteString } from "../../../base/mod.ts";
import { badArgument, type LuaValue, stringArgument } from "../../../lua/api/mod.ts";

/** A required string that is UTF-8, as JavaScript text. */
export function unicodeArgument(args: LuaValue[], position: number, name: string): string {
  const bytes = stringArgument(args, position, name);
  const text = fromByteString(bytes);
  if (toByteString(text) !== bytes) throw badArgument(position, name, "UTF-8 text expected");
  return text;
}
