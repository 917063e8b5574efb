import type { Block, GotoStatement, Statement } from "./ast.ts";
import type { SyntaxProblem } from "./position.ts";
import { functionsIn } from "./_functions_in.ts";

/** A block being checked; `outer` is undefined for the body of a function. */
interface Scope {
  readonly block: Block;
  readonly outer: Scope | undefined;
  /** The statement that the block belongs to. */
  readonly owner: Statement | undefined;
  /** Index of the statement that is being checked. */
  at: number;
}

/** Checks that every `break` is in a loop and that every `goto` finds a visible label (Lua manual §3.3.4). */
export function checkJumps(body: Block): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const pending = [body];
  for (let block = pending.pop(); block !== undefined; block = pending.pop()) {
    checkBlock(block, undefined, undefined, problems, pending);
  }
  return problems.sort((a, b) => a.start.offset - b.start.offset);
}

function checkBlock(
  block: Block,
  outer: Scope | undefined,
  owner: Statement | undefined,
  problems: SyntaxProblem[],
  functions: Block[],
): void {
  const scope: Scope = { block, outer, owner, at: 0 };
  const labels = new Set<string>();
  for (const statement of block.statements) {
    if (statement.kind === "Label") {
      if (labels.has(statement.name) || (outer && findLabel(statement.name, outer) !== undefined)) {
        problems.push(problem(`Label "${statement.name}" is already defined`, statement));
      }
      labels.add(statement.name);
    } else if (statement.kind === "Break") {
      if (!inLoop(scope)) problems.push(problem('"break" outside a loop', statement));
    } else if (statement.kind === "Goto") {
      problems.push(...checkGoto(statement, scope));
    }
    for (const inner of blocksIn(statement)) checkBlock(inner, scope, statement, problems, functions);
    functions.push(...functionsIn(statement));
    scope.at++;
  }
}

function problem(message: string, { start, end }: Statement): SyntaxProblem {
  return { message, start, end };
}

function inLoop(scope: Scope): boolean {
  return isLoop(scope.owner) || (scope.outer !== undefined && inLoop(scope.outer));
}

function isLoop(statement: Statement | undefined): boolean {
  const kind = statement?.kind;
  return kind === "While" || kind === "Repeat" || kind === "NumericFor" || kind === "GenericFor";
}

/** The block of the innermost scope that has the label, with the label's place in it. */
function findLabel(name: string, scope: Scope): { scope: Scope; index: number } | undefined {
  const index = scope.block.statements.findIndex((item) => item.kind === "Label" && item.name === name);
  if (index >= 0) return { scope, index };
  return scope.outer && findLabel(name, scope.outer);
}

function checkGoto(statement: GotoStatement, from: Scope): SyntaxProblem[] {
  const label = findLabel(statement.label, from);
  if (label === undefined) return [problem(`No visible label "${statement.label}" for "goto"`, statement)];
  const { block: { statements }, owner } = label.scope;
  // The condition of "until" sees the locals of its block, which so does not end at the label.
  const atEnd = owner?.kind !== "Repeat" && statements.slice(label.index).every((item) => item.kind === "Label");
  if (atEnd) return [];
  for (const skipped of statements.slice(label.scope.at, label.index)) {
    const name = declaredBy(skipped);
    if (name === undefined) continue;
    return [problem(`"goto ${statement.label}" jumps into the scope of local "${name}"`, statement)];
  }
  return [];
}

function declaredBy(statement: Statement): string | undefined {
  if (statement.kind === "Local") return statement.bindings[0]?.name;
  return statement.kind === "LocalFunction" ? statement.binding.name : undefined;
}

/** The blocks of a statement that belong to the same function. */
function blocksIn(statement: Statement): readonly Block[] {
  if (statement.kind === "If") {
    const blocks = statement.clauses.map((clause) => clause.body);
    return statement.otherwise === undefined ? blocks : [...blocks, statement.otherwise];
  }
  const { kind } = statement;
  const has = kind === "While" || kind === "Repeat" || kind === "Do" || kind === "NumericFor" || kind === "GenericFor";
  return has ? [statement.body] : [];
}
