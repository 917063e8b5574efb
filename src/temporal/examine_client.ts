import type { Clock, Logger } from "../base/mod.ts";
import { ConnectionError, type ConnectionFault, Link, readCredentials } from "./connection/mod.ts";
import { installRuntime } from "./_runtime.ts";
import type { ClientSettings } from "./temporal_client.ts";

/** The steps of connecting, in their order. */
export type ExaminationStep = "resolve" | "connect" | "authenticate" | "namespace";

/** How one step went. */
export interface Examination {
  readonly step: ExaminationStep;
  readonly milliseconds: number;
  /** What was noticed though the step succeeded. */
  readonly warnings: readonly string[];
  /** Why it failed; no step follows. */
  readonly error?: ConnectionError;
}

/** What {@linkcode examineClient} works with. */
export interface ExamineOptions {
  readonly settings: ClientSettings;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Faults that the first call finds, over a connection that stands. */
const REFUSALS: readonly ConnectionFault[] = ["bad-api-key", "credentials-refused"];

/**
 * Does what the start of a client does, step by step: reads its credentials, connects, makes a call with them, and looks for
 * the namespace. Ends with the first step that fails.
 *
 * @throws {AppError} kind Unavailable, when `signal` aborts
 */
export async function* examineClient(options: ExamineOptions): AsyncGenerator<Examination> {
  const { settings, logger, clock, signal } = options;
  installRuntime(logger);
  const watch = stopwatch(clock);
  let link: Link | undefined;
  let step: ExaminationStep = "resolve";
  try {
    const { credentials, warnings } = await readCredentials(settings);
    yield { step, milliseconds: watch(), warnings };
    step = "connect";
    link = await Link.open({ settings, credentials, clock, signal });
    yield { step, milliseconds: watch(), warnings: connectWarnings(settings) };
    step = "authenticate";
    await link.ping(settings.connectTimeout);
    yield { step, milliseconds: watch(), warnings: [] };
    step = "namespace";
    await link.checkNamespace();
    yield { step, milliseconds: watch(), warnings: [] };
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const milliseconds = watch();
    const isRefusal = step === "connect" && REFUSALS.includes(error.code);
    if (isRefusal) yield { step, milliseconds, warnings: connectWarnings(settings) };
    yield { step: isRefusal ? "authenticate" : step, milliseconds: isRefusal ? 0 : milliseconds, warnings: [], error };
  } finally {
    await link?.close();
  }
}

function connectWarnings({ tls }: ClientSettings): string[] {
  return tls?.insecureSkipVerify ? ['any certificate is taken: "tls.insecure_skip_verify" is on'] : [];
}

/** Milliseconds since the last call. */
function stopwatch({ now }: Clock): () => number {
  let last = now();
  return () => {
    const before = last;
    last = now();
    return Number((last - before) / 1_000_000n);
  };
}
