import { WorkflowClient } from "@temporalio/client";
import type { LoadedDataConverter } from "@temporalio/common";
import { dataConverter } from "./_data_converter.ts";

/** The SDK's workflow client, with plain data as arguments and results and AppErrors as causes of failures. */
export class DataClient extends WorkflowClient {
  protected override get dataConverter(): LoadedDataConverter {
    return dataConverter;
  }
}
