/** What may become of a run when its deployment has a newer build (spec/temporal-config.md §8.1). */
export const VERSIONING_BEHAVIORS = ["pinned", "auto_upgrade"] as const;

/** The names as a message lists them. */
export const VERSIONING_BEHAVIORS_TEXT = VERSIONING_BEHAVIORS.map((name) => `"${name}"`).join(", ");
