import type { z } from "zod";
import type { AppResources, Component, DataPath, EnvStorage, Logger, Store } from "../base/mod.ts";
import type { Collector } from "../diagnostics/mod.ts";
import type { LuaProgram } from "../lua/run/mod.ts";
import type { SystemEnvironment } from "../platform/mod.ts";
import type { FunctionRunner, ProcessNode } from "../processes/mod.ts";
import type { Entry } from "./entry.ts";

/** An entry with what its kind's schema made of its data. */
export interface Configured<C = unknown> {
  readonly entry: Entry;
  readonly kind: Kind<C>;
  readonly config: C;
  /**
   * The entry has faults, which are reported: the config is made of what is right, and nothing follows from what it lacks.
   * Such an entry is checked further and never started.
   */
  readonly isPartial?: true;
}

/** One entry naming another. */
export interface Reference {
  /** Id of the entry that is named; already absolute. */
  readonly target: string;
  /** Where the name stands, for diagnostics. */
  readonly path: DataPath;
  /** `needs`: the target starts first. `registers`: this entry is run by the target, a worker. `imports`: Lua code. */
  readonly edge: "needs" | "registers" | "imports";
  /** Kinds that the target may have; any when absent. */
  readonly kinds?: readonly string[];
}

/** A field that names a variable, whose value becomes that of another field (spec/env.md §5). */
export interface EnvField {
  /** From the entry's data: `["auth", "api_key_env"]`. */
  readonly path: DataPath;
  /** The field that gets the value: `["auth", "api_key"]`. */
  readonly target: DataPath;
  /**
   * Whether nothing runs without the value. When both fields are given, a required one is the schema's to refuse, and of an
   * optional one the literal counts.
   */
  readonly isRequired: boolean;
}

/** What is configured for all components (spec/registry.md §8). */
export interface ProgramSettings {
  /** Milliseconds that stopping everything may take. */
  readonly shutdownTimeout: number;
  /** Milliseconds that running activities get at a stop, for workers that do not say themselves. */
  readonly workerStopTimeout: number;
  /** What compiles and runs Lua (architecture.md §2). */
  readonly luaEngine: "compiler" | "fengari";
  /** Name of this runtime in the pids of its processes (spec/registry.md §8: `relay.node_name`). */
  readonly nodeName: string;
}

/** The configured entries of an application, by id and by kind. */
export interface EntryLookup {
  /** The configured entry of that id, if it passed so far. */
  find(id: string): Configured | undefined;
  /** The same, when the entry is of that kind. */
  find<C>(kind: Kind<C>, id: string): Configured<C> | undefined;
  /** Entries with a `registers` edge to that id, ordered by id. */
  members(id: string): readonly Configured[];
  /** Entries of that kind, ordered by id. */
  ofKind<C>(kind: Kind<C>): readonly Configured<C>[];
}

/** What `Kind.check` may look at. */
export interface CheckContext extends EntryLookup {
  readonly settings: ProgramSettings;
  readonly collector: Collector;
}

/** The compiled Lua code of an application. */
export interface LuaPrograms {
  /** The program of an entry; undefined when it has no Lua code, or the code has faults. */
  program(configured: Configured): LuaProgram | undefined;
}

/** What `Kind.create` builds on. */
export interface Dependencies extends EntryLookup {
  readonly settings: ProgramSettings;
  /** Absolute path of the application folder: relative paths in entries resolve against it. */
  readonly appFolder: string;
  /**
   * The component made for the entry of that id and kind; it is one of the `needs` of the entry.
   *
   * @throws {AppError} kind Unavailable when there is none
   */
  component<C, T extends Component>(kind: Kind<C, T>, id: string): T;
  /**
   * The component that runs for that id, whoever needs it; where nothing else starts it, it may be started for this.
   *
   * @throws {AppError} kind Unavailable when there is none
   */
  reach<C, T extends Component>(kind: Kind<C, T>, id: string): Promise<T>;
  readonly lua: LuaPrograms;
  readonly resources: AppResources;
  readonly logger: Logger;
  /** Knows the processes of the application; all components share it. */
  readonly processes: ProcessNode;
  /** Runs the functions of the application; all components share it. */
  readonly functions: FunctionRunner;
}

/** Something that Deno must allow for an entry to run. */
export interface PermissionNeed {
  readonly name: "read" | "write" | "net" | "ffi" | "sys";
  /** As the flag takes it: a path, `host:port`, a name of system information. */
  readonly value: string;
  /** The field that asks for it. */
  readonly path: DataPath;
}

/** What `Kind.permissions` may look at. */
export interface PermissionContext {
  /** Absolute path. */
  readonly appFolder: string;
  /** Names of the modules that the application's Lua code declares. */
  readonly modules: ReadonlySet<string>;
}

/** What a storage of variables is made with. */
export interface StorageContext {
  /** Absolute path. */
  readonly appFolder: string;
  readonly systemEnvironment: SystemEnvironment;
  /** The storage of that entry. */
  storage(id: string): EnvStorage | undefined;
}

/** A variable that an entry declares (spec/env.md §3). */
export interface VariableDeclaration {
  /** The public name, or else the id of the entry. */
  readonly key: string;
  /** Id of the entry that provides the storage; absolute. */
  readonly storage: string;
  /** Value where the storage has none; empty for none. */
  readonly fallback: string;
  readonly isReadOnly: boolean;
}

/** What entries of a kind give to the application, beside components that run. */
export interface Provision<C> {
  /** Makes a storage of variables (spec/env.md §2); no I/O. Undefined when it needs a storage that cannot be made. */
  storage?(configured: Configured<C>, context: StorageContext): EnvStorage | undefined;
  /** Declares a variable. */
  variable?(configured: Configured<C>): VariableDeclaration;
  /** Makes a store for the module `store` (spec/lua-modules.md §22); no I/O. @param appFolder absolute path */
  store?(configured: Configured<C>, appFolder: string): Store;
  /** Names of the Lua modules that the entry's code declares, and of what it imports. */
  modules?(configured: Configured<C>): readonly string[];
}

/**
 * What the engine knows of a kind, whose entries have configs `C` and components `T`. Kinds are listed in kinds/mod.ts and
 * passed in; nothing registers itself.
 */
export interface Kind<C = unknown, T extends Component = Component> {
  /** `temporal.worker`. */
  readonly name: string;
  /** The only home of defaults. Unknown keys are reported by the registry, so the schema is strict. */
  readonly schema: z.ZodType<C>;
  /** Describes the keys of `meta` that mean something to entries of the kind; `check` judges them. @default none does */
  readonly meta?: z.ZodType;
  /** Fields that name variables. @default none */
  readonly envFields?: readonly EnvField[];
  /** Fields that may hold secrets, though their names do not tell: they are not shown. @default none */
  readonly secretFields?: readonly string[];
  /** Severity of a key that the schema does not know (architecture.md §4). */
  readonly unknownKeys: "error" | "warning";
  /**
   * The entries that this one names. Looks at the data before the schema did: an entry with faults has references too.
   *
   * @param data the entry's data with placeholders filled
   */
  references(entry: Entry, data: Readonly<Record<string, unknown>>): Reference[];
  /** What the entries give to others. @default nothing */
  readonly provides?: Provision<C>;
  /** Reports what a schema cannot see, such as names that are registered twice. */
  check?(configured: Configured<C>, context: CheckContext): void;
  /** Fields that the schema accepts and that have no effect, with the reason; reported once at start. */
  withoutEffect?(configured: Configured<C>): { path: DataPath; reason: string }[];
  /** What a user should know when the entry is started, each a sentence; said once. */
  startNotes?(configured: Configured<C>, context: Pick<CheckContext, "settings" | "members">): string[];
  /**
   * What the entry's component does that Deno may forbid, besides reading the application folder and variables of the
   * environment (architecture.md §5). @default nothing
   */
  permissions?(configured: Configured<C>, context: PermissionContext): PermissionNeed[];
  /** Kinds of entries whose components its own may use without naming them; those stop after it. @default none */
  readonly uses?: readonly string[];
  /**
   * Makes what runs. No I/O beyond loading code lazily; definitions such as `workflow.lua` have none. The config is resolved
   * anew for each component: a new one sees new values of variables.
   */
  create?(configured: Configured<C>, dependencies: Dependencies): Promise<T>;
}

/**
 * Makes a kind; the types of its configs and components follow from its schema and from `create`.
 *
 * @param kind what entries of the kind are and make
 * @returns the same object, with these types
 */
export function defineKind<S extends z.ZodType, T extends Component>(
  kind: Kind<z.output<S>, T> & { readonly schema: S },
): Kind<z.output<S>, T> {
  return kind;
}

/**
 * True when an entry is of that kind, so that its config is known.
 *
 * @param configured an entry, or undefined when there is none of its name
 * @param kind compared by its name
 */
export function isOfKind<C>(configured: Configured | undefined, kind: Kind<C>): configured is Configured<C> {
  return configured?.kind.name === kind.name;
}
