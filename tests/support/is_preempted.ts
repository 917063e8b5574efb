import { preemptedEngine } from "./preempted_engine.ts";
import { testEngine } from "./test_engine.ts";

/** Whether scripts are suspended everywhere: then the fault of a script that runs too long has another text. */
export const isPreempted = testEngine === preemptedEngine;
