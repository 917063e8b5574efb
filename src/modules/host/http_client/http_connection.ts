/** How a server is reached, where a request says more of it than its URL. Texts are PEM. */
export interface HttpConnection {
  /** Path of the socket to connect to; the URL then only names the host in the request. */
  readonly unixSocket?: string;
  /** Authorities to trust beside those of the machine. */
  readonly ca?: string;
  /** The client's own certificate, with its key. */
  readonly cert?: string;
  readonly key?: string;
  /** Asked for and expected in the server's certificate in place of the URL's host. */
  readonly serverName?: string;
  /** The server's certificate is not looked at. */
  readonly skipsVerification?: boolean;
  /** The request names a host of its own in its headers. */
  readonly namesHost?: boolean;
}
