import { AsyncLocalStorage } from "node:async_hooks";
import { defaultPayloadConverter } from "@temporalio/common";

const tenants = new AsyncLocalStorage();
const trace = { metadata: { encoding: new TextEncoder().encode("x/trace") }, data: new Uint8Array([0xff]) };

/** Headers that Lunation does not know, and context values that it reads. */
export function headers() {
  return { "wippy-context": defaultPayloadConverter.toPayload({ tenant: "acme" }), "x-trace": trace };
}

/** The tenant in the context values of the running activity. */
export function tenantOf() {
  return tenants.getStore();
}

const send = (input, next) => next({ ...input, headers: { ...input.headers, ...headers() } });

/** Sends the headers with whatever the client starts or sends. */
export const clientInterceptor = {
  start: send,
  signal: send,
  query: send,
  startUpdate: send,
};

/** Reads the header of each activity. */
export function activityInterceptor() {
  const execute = (input, next) => {
    const context = input.headers["wippy-context"];
    const tenant = context && defaultPayloadConverter.fromPayload(context).tenant;
    return tenants.run(tenant, () => next(input));
  };
  return { inbound: { execute } };
}
