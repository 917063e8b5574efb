/** What a component tells of its work while it runs, for people to look at. */
export interface ComponentStatus {
  /** What keeps it from working at the moment, though it runs and waits for better times. */
  readonly fault?: string;
  /** The task queue that it polls. */
  readonly queue?: string;
  /** Workflow tasks that are being worked on, and how many may be at once. */
  readonly workflowSlots?: Slots;
  readonly activitySlots?: Slots;
  readonly cachedWorkflows?: number;
  /** Processes that live on it. */
  readonly processes?: number;
  /** Workflow tasks and activities taken since its start. */
  readonly tasks?: number;
}

/** How much of a limit is in use. */
export interface Slots {
  readonly used: number;
  readonly limit: number;
}
