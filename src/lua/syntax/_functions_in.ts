import type { Block, Expression, Statement } from "./ast.ts";

/** The bodies of the functions that the expressions of a statement hold, without those nested in its blocks. */
export function functionsIn(statement: Statement): Block[] {
  const found: Block[] = [];
  for (const expression of expressionsOf(statement)) collect(expression, found);
  return found;
}

function collect(expression: Expression, found: Block[]): void {
  if (expression.kind === "Function") found.push(expression.body);
  else for (const part of partsOf(expression)) collect(part, found);
}

/** The expressions that stand directly in a statement. */
function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "Local":
    case "Return":
    case "GenericFor":
      return statement.values;
    case "Assignment":
      return [...statement.targets, ...statement.values];
    case "CallStatement":
      return [statement.call];
    case "FunctionStatement":
    case "LocalFunction":
      return [statement.fn];
    case "If":
      return statement.clauses.map((clause) => clause.condition);
    case "While":
    case "Repeat":
      return [statement.condition];
    case "NumericFor":
      return [statement.first, statement.last, ...(statement.step === undefined ? [] : [statement.step])];
    default:
      return [];
  }
}

/** The expressions that stand directly in an expression. */
function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "Index":
      return [expression.object, expression.key];
    case "Call":
      return [expression.callee, ...expression.args];
    case "MethodCall":
      return [expression.object, ...expression.args];
    case "Binary":
      return [expression.left, expression.right];
    case "Unary":
      return [expression.operand];
    case "Table":
      return expression.items.flatMap((item) => item.key === undefined ? [item.value] : [item.key, item.value]);
    case "Parenthesized":
    case "Cast":
    case "NonNil":
      return [expression.inner];
    default:
      return [];
  }
}
