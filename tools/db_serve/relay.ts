/** Passes connections on to a server of this process, so that they can be broken as a network breaks them. */
export class Relay {
  readonly #listener: Deno.TcpListener;
  readonly #ways = new Map<number, readonly [client: Deno.TcpConn, server: Deno.TcpConn]>();

  constructor(readonly hostname: string, port: number, readonly server: number) {
    this.#listener = Deno.listen({ hostname, port });
    this.#accept();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  /** Breaks the connection that reaches the server from `port`. */
  break(port: number): void {
    for (const way of this.#ways.get(port) ?? []) close(way);
    this.#ways.delete(port);
  }

  close(): void {
    this.#listener.close();
    for (const port of this.#ways.keys()) this.break(port);
  }

  async #accept(): Promise<void> {
    try {
      for await (const client of this.#listener) this.#pass(client);
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #pass(client: Deno.TcpConn): Promise<void> {
    const server = await Deno.connect({ hostname: this.hostname, port: this.server });
    for (const way of [client, server]) way.setNoDelay(true);
    this.#ways.set(server.localAddr.port, [client, server]);
    await Promise.allSettled([client.readable.pipeTo(server.writable), server.readable.pipeTo(client.writable)]);
    this.break(server.localAddr.port);
  }
}

/** A connection may be closed already by its other end. */
function close(way: Deno.TcpConn): void {
  try {
    way.close();
  } catch (error) {
    if (!(error instanceof Deno.errors.BadResource)) throw error;
  }
}
