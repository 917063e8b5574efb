import type { WorkflowService } from "@temporalio/client";
import { program } from "../../platform/mod.ts";

/** What the server notes as the caller. */
export const IDENTITY = `${program.pid}@${program.hostname()}`;

/**
 * Makes a call of Temporal's own API in the client's namespace.
 *
 * @throws {AppError} what the server answered instead: kind NotFound, AlreadyExists, Invalid, PermissionDenied, Unavailable …
 */
export type ServiceCall = <T>(body: (service: WorkflowService, namespace: string) => Promise<T>) => Promise<T>;
