import { freePort } from "../../src/devserver/mod.ts";
import { outside } from "../support/outside_programs.ts";
import { until } from "../support/until.ts";
import type { Pair } from "../support/certificates.ts";

/** The web server that stands in front of Temporal. */
export const nginx = outside("nginx");

/** What the gateway knows of a call. */
export interface Call {
  /** The header; empty when there is none. */
  readonly authorization: string;
  /** The client certificate's common name, as `CN=name`; empty when there is none. */
  readonly subject: string;
}

export interface GatewayOptions {
  /** The Temporal server, `host:port`. */
  readonly upstream: string;
  readonly server: Pair;
  /** Path of the authority whose client certificates are required; none are asked for when absent. */
  readonly clientAuthority?: string;
  /** Repeats in a refusal what was refused. @default false */
  readonly echoes?: boolean;
  /** Whether a call is let through; all are when absent. Others get UNAUTHENTICATED, as Temporal gives it. */
  readonly admits?: (call: Call) => boolean;
}

/** nginx in front of a Temporal server: TLS, client certificates, and a check of each call. */
export class Gateway implements AsyncDisposable {
  readonly address: string;
  readonly #folder: string;
  readonly #process: Deno.ChildProcess;
  readonly #judge: Deno.HttpServer<Deno.NetAddr>;

  private constructor(port: number, folder: string, judge: Deno.HttpServer<Deno.NetAddr>) {
    this.address = `127.0.0.1:${port}`;
    this.#folder = folder;
    this.#judge = judge;
    this.#process = new Deno.Command(nginx.path, {
      args: ["-p", folder, "-c", `${folder}/nginx.conf`, "-e", `${folder}/error.log`],
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
  }

  static async start(options: GatewayOptions): Promise<Gateway> {
    const folder = await Deno.makeTempDir({ prefix: "lunation-nginx-" });
    const port = freePort(0);
    const { admits = () => true } = options;
    const judge = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, ({ headers }) => {
      const call = { authorization: headers.get("authorization") ?? "", subject: headers.get("x-subject") ?? "" };
      return new Response(null, { status: admits(call) ? 204 : 401 });
    });
    await Deno.writeTextFile(`${folder}/nginx.conf`, configuration(options, port, judge.addr.port));
    const gateway = new Gateway(port, folder, judge);
    await until(() => listens(port));
    return gateway;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill("SIGKILL");
    await this.#process.status;
    await this.#judge.shutdown();
    await Deno.remove(this.#folder, { recursive: true });
  }
}

function configuration(options: GatewayOptions, port: number, judge: number): string {
  const { upstream, server, clientAuthority, echoes } = options;
  const message = `Request unauthorized.${echoes ? " $http_authorization" : ""}`;
  const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${name};`);
  return `
daemon off; master_process off; pid nginx.pid; error_log error.log info;
events { worker_connections 1024; }
http {
  access_log off; ${folders.join(" ")}
  http2_max_concurrent_streams 2000; keepalive_requests 1000000; client_max_body_size 0;
  client_header_timeout 300s; client_body_timeout 300s; grpc_read_timeout 300s; grpc_send_timeout 300s;
  server {
    listen 127.0.0.1:${port} ssl http2;
    ssl_certificate ${server.certificate}; ssl_certificate_key ${server.key};
    ${clientAuthority ? `ssl_client_certificate ${clientAuthority}; ssl_verify_client on;` : ""}
    error_page 401 = @refused;
    location / { auth_request /judge; grpc_pass grpc://${upstream}; }
    location @refused {
      default_type application/grpc;
      add_header grpc-status 16; add_header grpc-message "${message}"; return 204;
    }
    location = /judge {
      internal; proxy_pass http://127.0.0.1:${judge}; proxy_pass_request_body off;
      proxy_set_header Content-Length ""; proxy_set_header X-Subject $ssl_client_s_dn;
    }
  }
}
`;
}

async function listens(port: number): Promise<boolean> {
  try {
    (await Deno.connect({ port, hostname: "127.0.0.1" })).close();
    return true;
  } catch {
    return false;
  }
}
