import type { Chunk, Expression, Statement } from "../syntax/mod.ts";

/**
 * Names of the fields that the table has which a chunk returns, as far as its text shows them: those of `return { … }`, or
 * with `return M` those of `local M = { … }`, `M.name = …` and `function M.name()`.
 */
export function returnedFields({ body: { statements } }: Chunk): string[] {
  const last = statements.at(-1);
  const value = last?.kind === "Return" ? last.values[0] : undefined;
  if (value?.kind !== "Name") return fieldsOf(value);
  return statements.flatMap((statement) => fieldsGivenTo(value.name, statement));
}

function fieldsGivenTo(variable: string, statement: Statement): string[] {
  if (statement.kind === "Local") {
    return fieldsOf(statement.values[statement.bindings.findIndex(({ name }) => name === variable)]);
  }
  const isAssigning = statement.kind === "FunctionStatement" || statement.kind === "Assignment";
  if (!isAssigning) return [];
  const targets = statement.kind === "Assignment" ? statement.targets : [statement.target];
  return targets.flatMap((target) => {
    const isField = target.kind === "Index" && target.object.kind === "Name" && target.object.name === variable;
    return isField ? textOf(target.key) : [];
  });
}

function fieldsOf(expression: Expression | undefined): string[] {
  return expression?.kind === "Table" ? expression.items.flatMap(({ key }) => textOf(key)) : [];
}

function textOf(expression: Expression | undefined): string[] {
  return expression?.kind === "String" ? [expression.value] : [];
}
