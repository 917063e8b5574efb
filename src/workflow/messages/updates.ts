import { AppError, type Data, fromByteString, invalid, isByteString, orError } from "../../base/mod.ts";
import type { CoroutineEnd, Instance } from "../../lua/run/mod.ts";
import { errorOf, fromData, type LuaValue, resultOf } from "../../lua/api/mod.ts";
import { formatPid, type IncomingMessage, UPDATE_HOST, type UpdateHandler } from "../../modules/commands/mod.ts";
import type { Update as UpdateJob } from "../proto.ts";
import type { RunParts } from "../run_parts.ts";
import { fromPayload, toPayload } from "../payload/payload.ts";
import { toFailure } from "../payload/to_failure.ts";

/** Where an update stands for the script that answers it by messages. */
type State = "pending" | "accepted" | "rejected" | "completed" | "failed";

interface Update {
  readonly protocolInstanceId: string;
  readonly name: string;
  readonly args: readonly Data[];
  readonly message: IncomingMessage;
  /** False in replays, whose updates have passed. */
  readonly isToValidate: boolean;
  /** Whether the server was told that the update is accepted. */
  isAdmitted: boolean;
  state: State;
}

/** From which state a verb leads to which (spec/temporal-workflows.md §9). */
const VERBS: Readonly<Record<string, { from: State; to: State; text: string }>> = {
  ack: { from: "pending", to: "accepted", text: "" },
  nak: { from: "pending", to: "rejected", text: "update rejected" },
  ok: { from: "accepted", to: "completed", text: "" },
  error: { from: "accepted", to: "failed", text: "update failed" },
};

/**
 * The updates of one run (architecture.md §1). One with a handler runs in a coroutine of its own; any other is a message that
 * the script answers. The server learns that an update is accepted when it is handed over, at the latest at the end of
 * the activation that brought it; until then a handler that appears may still refuse it.
 */
export class Updates {
  readonly #parts: RunParts;
  readonly #handlers = new Map<string, UpdateHandler>();
  /** By the pid that answers go to, also those that are over. */
  readonly #updates = new Map<string, Update>();
  /** Those that neither a handler nor a channel has taken. */
  readonly #waiting = new Set<Update>();
  /** Those that came with the start: the script may still say who serves them. */
  #early: Update[] = [];

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  /**
   * Takes an update that arrived.
   *
   * @param isEarly whether the script has not begun: it then becomes a message no sooner than the script first waits, so
   * that its handler gets it wherever the script opens channels
   */
  deliver(job: UpdateJob, context: Instance["context"], isEarly: boolean): void {
    const protocolInstanceId = job.protocolInstanceId ?? "";
    const args = orError(() => (job.input ?? []).map((payload) => fromPayload(payload) ?? null));
    if (args instanceof AppError) return this.#refuse(protocolInstanceId, args);
    const pid = formatPid({ host: UPDATE_HOST, unique: job.id ?? "" });
    const name = job.name ?? "";
    const taken = () => this.#admit(update);
    const update: Update = {
      protocolInstanceId,
      name,
      args,
      message: { topic: name, from: pid, payloads: args, taken },
      isToValidate: job.runValidator ?? false,
      isAdmitted: false,
      state: "pending",
    };
    this.#updates.set(pid, update);
    const handler = this.#handlers.get(name);
    if (handler) return this.#run(update, handler, context);
    this.#waiting.add(update);
    if (isEarly) this.#early.push(update);
    else this.#parts.world.process.mailbox.deliver(update.message, context.state);
  }

  /** Names of the updates that have handlers. */
  get names(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  /** Serves updates of a name; a message that waits for a channel is none any more. */
  handle(name: string, handler: UpdateHandler): void {
    this.#handlers.set(name, handler);
    for (const update of this.#waiting) {
      if (update.name === name) this.#parts.world.process.mailbox.withdraw(update.message);
    }
  }

  /**
   * Gives waiting updates to the handlers that have appeared for them; what came with the start and has none becomes a
   * message.
   *
   * @returns whether there were any, so that the scheduler must run again
   */
  dispatch(context: Instance["context"]): boolean {
    const { mailbox } = this.#parts.world.process;
    const served = [...this.#waiting].filter(({ name }) => this.#handlers.has(name));
    for (const update of served) {
      this.#waiting.delete(update);
      this.#run(update, this.#handlers.get(update.name)!, context);
    }
    const messages = this.#early.filter((update) => this.#waiting.has(update));
    this.#early = [];
    for (const { message } of messages) mailbox.deliver(message, context.state);
    return served.length > 0 || messages.length > 0;
  }

  /** Tells the server of those that nobody has refused, at the end of an activation. */
  admitWaiting(): void {
    for (const update of this.#waiting) this.#tellAccepted(update);
  }

  /** True for the message of an update, which belongs to this run alone. */
  isUpdate({ from }: IncomingMessage): boolean {
    return this.#updates.has(from);
  }

  /**
   * Carries out an answer that the script sent (spec/temporal-workflows.md §9).
   *
   * @param pid where it was sent to
   * @param verb the topic
   * @returns why it was not carried out
   */
  answer(pid: string, verb: string, value: Data | undefined): AppError | undefined {
    const update = this.#updates.get(pid);
    if (!update) return invalid(`unknown update: ${/\|(.*)\}$/s.exec(pid)?.[1] ?? pid}`);
    const step = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
    if (!step) return invalid(`unknown update response: ${verb} (expected ack/nak/ok/error)`);
    if (update.state !== step.from) {
      const isEarly = step.from === "accepted";
      return invalid(isEarly ? `update not accepted (state: ${update.state})` : `update already ${update.state}`);
    }
    update.state = step.to;
    if (step.to === "completed") this.#complete(update, value);
    if (step.text !== "") this.#refuse(update.protocolInstanceId, invalid(textOf(value) || step.text));
    return undefined;
  }

  #run(update: Update, { validate, handle }: UpdateHandler, { scheduler, state }: Instance["context"]): void {
    if (validate && update.isToValidate && !update.isAdmitted) {
      const verdict = this.#parts.world.aside(() => scheduler.read(validate, () => argumentsOf(update, state)));
      if (verdict.type === "faulted") throw verdict.fault;
      const refusal = refusalOf(verdict);
      if (refusal) return this.#refuse(update.protocolInstanceId, refusal);
    }
    this.#admit(update);
    update.state = "accepted";
    scheduler.spawn(handle, argumentsOf(update, state), (end) => this.#finish(update, end));
  }

  #finish(update: Update, end: CoroutineEnd): void {
    const result = orError(() => resultOfEnd(end));
    update.state = result instanceof AppError ? "failed" : "completed";
    if (result instanceof AppError) this.#refuse(update.protocolInstanceId, result);
    else this.#complete(update, result);
  }

  #admit(update: Update): void {
    this.#waiting.delete(update);
    this.#tellAccepted(update);
  }

  #tellAccepted(update: Update): void {
    if (update.isAdmitted) return;
    update.isAdmitted = true;
    this.#parts.push({ updateResponse: { protocolInstanceId: update.protocolInstanceId, accepted: {} } });
  }

  #complete({ protocolInstanceId }: Update, result: Data | undefined): void {
    this.#parts.push({ updateResponse: { protocolInstanceId, completed: toPayload(result) } });
  }

  /** Before an update is accepted this rejects it, afterwards it completes it as failed. */
  #refuse(protocolInstanceId: string, error: AppError): void {
    this.#parts.push({ updateResponse: { protocolInstanceId, rejected: toFailure(error) } });
  }
}

function argumentsOf({ args }: Update, state: Instance["context"]["state"]): LuaValue[] {
  return args.map((data) => fromData(data, state));
}

/** What a handler that ended gives its caller; an error it raised is the update's alone. */
function resultOfEnd(end: CoroutineEnd): Data | undefined {
  if (end.type === "raised") throw errorOf(end.value, end.traceback);
  return resultOf(end.values);
}

/** Why a validator refuses: it raised an error, or returned one, or `false` with or without a text. */
function refusalOf(verdict: CoroutineEnd): AppError | undefined {
  const result = orError(() => resultOfEnd(verdict));
  if (result instanceof AppError) return result;
  return result === false ? invalid("update rejected") : undefined;
}

function textOf(value: Data | undefined): string {
  return isByteString(value) ? fromByteString(value) : "";
}
