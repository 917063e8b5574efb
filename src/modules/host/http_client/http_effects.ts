import { AppError, ascii, type ByteString, type Data } from "../../../base/mod.ts";
import { ErrorValue, fromData, type LuaState, LuaTable, type LuaValue } from "../../../lua/api/mod.ts";
import { type EffectContext, type HostEffect, LuaReply } from "../effect.ts";
import { responseData } from "./_response_data.ts";
import type { HttpBatchCommand, HttpCommandTypes } from "./http_command.ts";
import { HttpExchange } from "./http_exchange.ts";
import type { HttpRequest } from "./http_request.ts";
import { HttpStream } from "./http_stream.ts";

/** Requests of one batch that run at the same time. */
const BATCH_WIDTH = 32;

/** How the commands of the module `http_client` are carried out, by their type. */
export const httpEffects: { readonly [K in keyof HttpCommandTypes]: HostEffect<HttpCommandTypes[K]> } = {
  http: ({ request }, context) => send(request, context),
  http_batch: sendAll,
  http_read: ({ stream, size }) => stream.read(size),
};

function send(request: HttpRequest, context: EffectContext): Promise<Data | LuaReply> {
  return request.isStream ? openStream(request, context) : receive(request, context);
}

function receive(request: HttpRequest, { signal, clock }: EffectContext): Promise<Map<ByteString, Data>> {
  const exchange = new HttpExchange(request, { signal, clock });
  return exchange.within(async () => {
    const response = await exchange.send();
    return responseData(response, request.url, await exchange.readAll());
  });
}

/** The stream lives on when the request has been answered, until it is read, closed, or the call is over. */
async function openStream(request: HttpRequest, { callSignal, clock }: EffectContext): Promise<LuaReply> {
  const exchange = new HttpExchange(request, { signal: callSignal, clock });
  const response = await exchange.within(() => exchange.send());
  const data = responseData(response, request.url, undefined);
  return new LuaReply((state) => {
    const table = fromData(data, state) as LuaTable;
    table.set(ascii("stream"), new HttpStream(exchange));
    return [table];
  });
}

async function sendAll({ requests }: HttpBatchCommand, context: EffectContext): Promise<LuaReply> {
  const results: (Data | AppError)[] = [];
  const queue = requests.entries();
  const work = async () => {
    for (const [index, request] of queue) results[index] = await outcomeOf(request, context);
  };
  await Promise.all(Array.from({ length: BATCH_WIDTH }, work));
  return new LuaReply((state) => listsOf(results, state));
}

async function outcomeOf(request: HttpRequest | AppError, context: EffectContext): Promise<Data | AppError> {
  if (request instanceof AppError) return request;
  try {
    return await receive(request, context);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

/** Responses, and errors when there are any; each at the index of its request. */
function listsOf(results: readonly (Data | AppError)[], state: LuaState): LuaValue[] {
  const [responses, errors] = [state.createTable(), state.createTable()];
  for (const [index, result] of results.entries()) {
    if (result instanceof AppError) errors.set(index + 1, new ErrorValue(result));
    else responses.set(index + 1, fromData(result, state));
  }
  return [responses, errors.next(undefined) === undefined ? undefined : errors];
}
