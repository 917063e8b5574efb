import type { Command } from "../../src/cli/command.ts";
import { commandTable } from "../../src/cli/command_table.ts";
import { argumentUsage, type Option, type Options, optionUsage } from "../../src/cli/declarations.ts";
import { GLOBAL_OPTIONS } from "../../src/cli/global_options.ts";
import type { GeneratedPart } from "./generated_docs.ts";
import { markdownTable } from "./markdown_table.ts";

const REFERENCE = "docs/command_line.md";

/** The tables of commands and their options, from their declarations. */
export function commandParts(): GeneratedPart[] {
  return [
    { page: REFERENCE, name: "commands", text: commandRows() },
    { page: REFERENCE, name: "options", text: markdownTable(["option", "meaning"], optionRows(GLOBAL_OPTIONS)) },
    ...commandTable.flatMap(inputPart),
  ];
}

function commandRows(): string {
  const rows = commandTable.map(({ name, summary }) => [`[${name}](commands/${name}.md)`, summary]);
  return markdownTable(["command", "what it does"], rows);
}

/** The table of what a command takes; none for one that takes nothing. */
function inputPart(command: Command): GeneratedPart[] {
  const args = Object.entries(command.arguments).map(([name, argument]) => {
    return [`\`${argumentUsage(name, argument)}\``, argument.description];
  });
  const rows = [...args, ...optionRows(command.options)];
  if (rows.length === 0) return [];
  const text = markdownTable(["argument or option", "meaning"], rows);
  return [{ page: `docs/commands/${command.name}.md`, name: "options", text }];
}

function optionRows(options: Options): string[][] {
  return Object.entries(options).map(([name, option]) => [`\`${optionUsage(name, option)}\``, meaning(option)]);
}

function meaning({ description, choices = [] }: Option): string {
  return choices.length === 0 ? description : `${description}: ${choices.map((choice) => `\`${choice}\``).join(", ")}`;
}
