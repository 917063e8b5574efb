/** How {@linkcode createHttpClient} connects; what is absent is as in `fetch`. */
export interface HttpClientOptions {
  /** Certificates in PEM that are trusted beside the usual ones. */
  readonly caCerts?: string[];
  /** The client's own certificate in PEM. */
  readonly cert?: string;
  /** The private key of `cert` in PEM. */
  readonly key?: string;
  /** Whether requests may set the header `Host`. @default false */
  readonly allowHost?: boolean;
  /** @default true */
  readonly http1?: boolean;
  /** @default true */
  readonly http2?: boolean;
  /** What every connection goes to, past the proxy that the environment names. */
  readonly proxy?:
    | { readonly transport: "unix"; readonly path: string }
    | { readonly transport: "tcp"; readonly hostname: string; readonly port: number };
}

/** Sends requests over connections of its own. */
export interface HttpClient extends Disposable {
  /** As the global `fetch`. */
  fetch(url: string, init: RequestInit): Promise<Response>;
  /** Ends its connections. */
  close(): void;
}

/** Makes a client, which must be closed. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const client = Deno.createHttpClient(options as Deno.CreateHttpClientOptions);
  return {
    fetch: (url, init) => fetch(url, { ...init, client }),
    close: () => client.close(),
    [Symbol.dispose]: () => client.close(),
  };
}
