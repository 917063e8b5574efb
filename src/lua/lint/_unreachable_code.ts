import type { Block, Statement } from "../syntax/mod.ts";
import type { LintFinding } from "./lint_rule.ts";
import type { Names } from "./_names.ts";

/** Statements behind one that always leaves: `return`, `break`, `goto`, `error(…)`. A label can be jumped to. */
export function unreachableCode(names: Names): LintFinding[] {
  return names.blocks.flatMap(({ statements }) =>
    statements.slice(1).flatMap((statement, index): LintFinding[] => {
      const left = statements[index]!;
      if (statement.kind === "Label" || !leaves(left, names)) return [];
      const { start, end } = statement;
      const message = `This is never reached: line ${left.end.line} always leaves`;
      return [{ rule: "unreachable-code", severity: "warning", message, span: { start, end } }];
    })
  );
}

function leaves(statement: Statement, names: Names): boolean {
  switch (statement.kind) {
    case "Return":
    case "Break":
    case "Goto":
      return true;
    case "CallStatement": {
      const { call } = statement;
      return call.kind === "Call" && call.callee.kind === "Name" && call.callee.name === "error" &&
        !names.meaning.has(call.callee) && !names.globalWrites.has("error");
    }
    case "Do":
      return blockLeaves(statement.body, names);
    case "If":
      return statement.otherwise !== undefined && blockLeaves(statement.otherwise, names) &&
        statement.clauses.every(({ body }) => blockLeaves(body, names));
    default:
      return false;
  }
}

function blockLeaves({ statements }: Block, names: Names): boolean {
  const last = statements.at(-1);
  return last !== undefined && leaves(last, names);
}
