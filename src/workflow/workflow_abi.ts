/**
 * Number of the rules by which a script's steps become commands in a history: order and kind of commands, modules of
 * workflows, random numbers. Raised by any change after which running workflows might not replay, so that versioned workers
 * count as another build (spec/temporal-config.md §8, `build_id: auto`).
 */
export const WORKFLOW_ABI = 3;
