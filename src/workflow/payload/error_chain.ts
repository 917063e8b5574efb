import {
  AppError,
  ascii,
  type ByteString,
  type Data,
  fromByteString,
  isByteString,
  toByteString,
} from "../../base/mod.ts";

/**
 * Writes an error and its causes as the detail that crosses Temporal: `{ errors: [E0, E1, …] }`, outermost first
 * (spec/temporal-activities.md §6.3). `context`, the text of `errors.wrap`, is an addition that other readers skip.
 */
export function encodeErrorChain(error: AppError): Data {
  const elements: Data[] = [];
  for (let e: AppError | undefined = error; e; e = e.cause) {
    const element = new Map<ByteString, Data>([[ascii("msg"), toByteString(e.message)]]);
    if (e.kind) element.set(ascii("kind"), toByteString(e.kind));
    if (e.retryable !== undefined) element.set(ascii("retry"), e.retryable);
    if (e.details !== undefined) element.set(ascii("details"), e.details);
    if (e.luaStack) element.set(ascii("stack"), e.luaStack.map((frame) => toByteString(frame)));
    if (e.context !== undefined) element.set(ascii("context"), toByteString(e.context));
    elements.push(element);
  }
  return new Map([[ascii("errors"), elements]]);
}

/** Reads what {@linkcode encodeErrorChain} wrote; undefined when the detail is something else. */
export function decodeErrorChain(detail: Data | undefined): AppError | undefined {
  const elements = detail instanceof Map ? detail.get(ascii("errors")) : undefined;
  if (!Array.isArray(elements) || elements.length === 0) return undefined;
  let error: AppError | undefined;
  for (const element of elements.toReversed()) {
    if (!(element instanceof Map)) return undefined;
    const message = element.get(ascii("msg"));
    if (!isByteString(message)) return undefined;
    error = new AppError(fromByteString(message), { ...readElement(element), cause: error });
  }
  return error;
}

function readElement(element: Map<ByteString, Data>) {
  const kind = element.get(ascii("kind"));
  const retry = element.get(ascii("retry"));
  const stack = element.get(ascii("stack"));
  const context = element.get(ascii("context"));
  return {
    kind: isByteString(kind) ? fromByteString(kind) : "",
    retryable: typeof retry === "boolean" ? retry : undefined,
    details: element.get(ascii("details")),
    stack: Array.isArray(stack)
      ? stack.filter((frame) => isByteString(frame)).map((frame) => fromByteString(frame))
      : undefined,
    context: isByteString(context) ? fromByteString(context) : undefined,
  };
}
