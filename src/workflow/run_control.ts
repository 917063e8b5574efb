import type { ByteString, Data } from "../base/mod.ts";
import { Fault, type LuaFunction } from "../lua/api/mod.ts";
import type { SearchAttribute, UpdateHandler, WorkflowControl } from "../modules/commands/mod.ts";
import { protoSearchAttributes } from "./payload/proto_options.ts";
import type { RunParts } from "./run_parts.ts";
import type { Updates } from "./messages/updates.ts";
import { toPayload } from "./payload/payload.ts";

/** A workflow's control over its own run: versions, attributes, handlers (spec/temporal-workflows.md §9, §12). */
export class RunControl implements WorkflowControl {
  readonly #parts: RunParts;
  readonly #updates: Updates;
  readonly #queries = new Map<string, LuaFunction>();
  /** Markers that the history holds, as core has told. */
  readonly #patches = new Set<string>();
  readonly #versions = new Map<string, number>();
  #state: Data = new Map();

  constructor(parts: RunParts, updates: Updates) {
    this.#parts = parts;
    this.#updates = updates;
  }

  get historyLength(): number {
    return this.#parts.world.historyLength;
  }

  get historySize(): number {
    return this.#parts.world.historySize;
  }

  /** What the query `state` answers: an empty map until the script sets it. */
  get state(): Data {
    return this.#state;
  }

  /** Names of the queries that the script serves. */
  get queryNames(): readonly string[] {
    return [...this.#queries.keys()];
  }

  /** Names of the updates that the script serves. */
  get updateNames(): readonly string[] {
    return this.#updates.names;
  }

  query(name: string): LuaFunction | undefined {
    return this.#queries.get(name);
  }

  /** Takes note of a marker in the history. */
  notifyPatch(patchId: string): void {
    this.#patches.add(patchId);
  }

  version(changeId: string, min: number, max: number): number {
    const version = this.#versions.get(changeId) ?? this.#recordVersion(changeId, max);
    if (version >= min && version <= max) return version;
    const recorded = version === -1 ? "the run passed it before it had versions (-1)" : `the run sticks to ${version}`;
    throw new Fault("nondeterminism", `change "${changeId}" supports versions ${min} to ${max}, but ${recorded}`);
  }

  upsertSearchAttributes(attributes: ReadonlyMap<string, SearchAttribute>): void {
    this.#parts.push({ upsertWorkflowSearchAttributes: { searchAttributes: protoSearchAttributes(attributes) } });
  }

  upsertMemo(memo: ReadonlyMap<ByteString, Data>): void {
    const fields = Object.fromEntries([...memo].map(([key, value]) => [key, toPayload(value)]));
    this.#parts.push({ modifyWorkflowProperties: { upsertedMemo: { fields } } });
  }

  onQuery(name: string, handler: LuaFunction): void {
    this.#queries.set(name, handler);
  }

  onUpdate(name: string, handler: UpdateHandler): void {
    this.#updates.handle(name, handler);
  }

  setState(state: Data): void {
    this.#state = state;
  }

  #recordVersion(changeId: string, max: number): number {
    const version = this.#parts.world.isReplaying ? this.#recordedVersion(changeId) : max;
    this.#versions.set(changeId, version);
    if (version !== -1) this.#parts.push({ setPatchMarker: { patchId: `${changeId}-${version}`, deprecated: false } });
    return version;
  }

  /** The highest version among the markers of a change; -1 when there is none (architecture.md §1). */
  #recordedVersion(changeId: string): number {
    const prefix = `${changeId}-`;
    const versions = [...this.#patches].filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
    return Math.max(-1, ...versions.filter((text) => /^\d+$/.test(text)).map(Number));
  }
}
