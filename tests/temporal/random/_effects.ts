import type { Logger } from "../../../src/base/mod.ts";

/** Hears what activities print: `effect WORKFLOW_ID/KEY`. */
export class Effects implements Logger {
  readonly #seen: string[] = [];
  readonly #waiters = new Map<string, PromiseWithResolvers<void>>();

  log(_level: string, message: string): void {
    const [, effect] = /^effect (.*)$/.exec(message) ?? [];
    if (effect === undefined) return;
    this.#seen.push(effect);
    this.#waiters.get(effect)?.resolve();
  }

  with(): Logger {
    return this;
  }

  /** Waits until a workflow has had an effect. */
  async seen(workflowId: string, key: string): Promise<void> {
    const effect = `${workflowId}/${key}`;
    if (this.#seen.includes(effect)) return;
    const waiter = this.#waiters.get(effect) ?? Promise.withResolvers();
    this.#waiters.set(effect, waiter);
    await waiter.promise;
  }

  /** The effects of a workflow, sorted; each as often as it happened. */
  of(workflowId: string): string[] {
    const prefix = `${workflowId}/`;
    return this.#seen.filter((effect) => effect.startsWith(prefix)).map((effect) => effect.slice(prefix.length)).sort();
  }
}
