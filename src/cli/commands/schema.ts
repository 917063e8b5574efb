import { jsonSchema } from "../../app/mod.ts";
import { kinds } from "../../kinds/mod.ts";
import type { CliContext } from "../context.ts";

/** Prints a JSON Schema of registry files, for editors: `# yaml-language-server: $schema=lunation.schema.json`. */
export function schema({ stdout }: CliContext): number {
  stdout(`${JSON.stringify(jsonSchema(kinds), null, 2)}\n`);
  return 0;
}
