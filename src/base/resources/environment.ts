/**
 * The variables that an application declares (spec/env.md §3). A name is a public name, an entry id, or the name of an
 * entry in the caller's namespace, tried in this order.
 */
export interface Environment {
  /**
   * The value of a variable: what its storage holds, else its default; never empty.
   *
   * @param namespace the caller's
   * @throws {AppError} Invalid for an empty name, NotFound, PermissionDenied, Internal when a storage cannot be read
   */
  get(name: string, namespace: string): Promise<string>;

  /**
   * Writes to a variable's storage.
   *
   * @throws {AppError} Invalid, NotFound, PermissionDenied for what is read-only, Internal when it cannot be written
   */
  set(name: string, value: string, namespace: string): Promise<void>;

  /**
   * All variables that have a value, by public name, or by entry id when they have none.
   *
   * @throws {AppError} PermissionDenied, Internal
   */
  all(): Promise<ReadonlyMap<string, string>>;
}
