import { AppError, type Data, fromByteString, toByteString } from "../base/mod.ts";

/**
 * Writes an error and its causes as the detail that crosses Temporal: `{ errors: [E0, E1, …] }`, outermost first
 * (spec/temporal-activities.md §6.3). `context`, the text of `errors.wrap`, is an addition that other readers skip.
 */
export function encodeErrorChain(error: AppError): Data {
  const elements: Data[] = [];
  for (let e: AppError | undefined = error; e; e = e.cause) {
    const element = new Map<string, Data>([["msg", toByteString(e.message)]]);
    if (e.kind) element.set("kind", toByteString(e.kind));
    if (e.retryable !== undefined) element.set("retry", e.retryable);
    if (e.details !== undefined) element.set("details", e.details);
    if (e.luaStack) element.set("stack", e.luaStack.map(toByteString));
    if (e.context !== undefined) element.set("context", toByteString(e.context));
    elements.push(element);
  }
  return new Map([["errors", elements]]);
}

/** Reads what {@linkcode encodeErrorChain} wrote; undefined when the detail is something else. */
export function decodeErrorChain(detail: Data | undefined): AppError | undefined {
  const elements = detail instanceof Map ? detail.get("errors") : undefined;
  if (!Array.isArray(elements) || elements.length === 0) return undefined;
  let error: AppError | undefined;
  for (const element of elements.toReversed()) {
    if (!(element instanceof Map)) return undefined;
    const message = element.get("msg");
    if (typeof message !== "string") return undefined;
    error = new AppError(fromByteString(message), { ...readElement(element), cause: error });
  }
  return error;
}

function readElement(element: Map<string, Data>) {
  const kind = element.get("kind");
  const retry = element.get("retry");
  const stack = element.get("stack");
  const context = element.get("context");
  return {
    kind: typeof kind === "string" ? fromByteString(kind) : "",
    retryable: typeof retry === "boolean" ? retry : undefined,
    details: element.get("details"),
    stack: Array.isArray(stack) ? stack.filter((frame) => typeof frame === "string").map(fromByteString) : undefined,
    context: typeof context === "string" ? fromByteString(context) : undefined,
  };
}
