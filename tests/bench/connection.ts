/** What came back: the body only where it was asked for. */
export type Answer = { readonly status: number; readonly body: string };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The bytes of a request as a client without a framework sends it; `json` is its body. */
export function requestBytes(method: string, path: string, token: string | null, json?: string): Uint8Array {
  const head = [
    `${method} ${path} HTTP/1.1`,
    "Host: 127.0.0.1",
    ...(token === null ? [] : [`Authorization: Bearer ${token}`]),
    ...(json === undefined ? [] : ["Content-Type: application/json", `Content-Length: ${encoder.encode(json).length}`]),
  ].join("\r\n");
  return encoder.encode(`${head}\r\n\r\n${json ?? ""}`);
}

const [CR, LF, COLON] = [13, 10, 58];
const LENGTH = encoder.encode("content-length");

/** One kept-alive HTTP/1.1 connection that sends one request after the other. A status that is not 2xx throws. */
export class Connection {
  #buffer = new Uint8Array(64 * 1024);
  #filled = 0;

  private constructor(private readonly socket: Deno.TcpConn) {
    socket.setNoDelay(true);
  }

  static async open(port: number): Promise<Connection> {
    return new Connection(await Deno.connect({ hostname: "127.0.0.1", port }));
  }

  close(): void {
    this.socket.close();
  }

  /** Sends a request and waits for the whole answer, which ends with the length that its head tells. */
  async send(request: Uint8Array): Promise<void> {
    await this.#exchange(request);
  }

  /** The same, for who wants to read the answer. */
  async ask(request: Uint8Array): Promise<Answer> {
    const { status, from, to } = await this.#exchange(request);
    return { status, body: decoder.decode(this.#buffer.subarray(from, to)) };
  }

  async #exchange(request: Uint8Array): Promise<{ status: number; from: number; to: number }> {
    let sent = await this.socket.write(request);
    while (sent < request.length) sent += await this.socket.write(request.subarray(sent));
    this.#filled = 0;
    let head = -1;
    let length = 0;
    do {
      if (this.#filled === this.#buffer.length) this.#grow();
      const count = await this.socket.read(this.#buffer.subarray(this.#filled));
      if (count === null) throw new Error("the server closed the connection");
      this.#filled += count;
      if (head < 0) {
        head = this.#endOfHead();
        if (head >= 0) length = this.#contentLength(head);
      }
    } while (head < 0 || this.#filled < head + length);
    const status = this.#digits(9, 12);
    if (status < 200 || status > 299) throw new Error(decoder.decode(this.#buffer.subarray(0, this.#filled)));
    return { status, from: head, to: head + length };
  }

  #grow(): void {
    const larger = new Uint8Array(2 * this.#buffer.length);
    larger.set(this.#buffer);
    this.#buffer = larger;
  }

  /** Where the body begins; -1 when the head is not there yet. */
  #endOfHead(): number {
    const bytes = this.#buffer;
    for (let at = bytes.indexOf(CR); at >= 0 && at + 3 < this.#filled; at = bytes.indexOf(CR, at + 2)) {
      if (bytes[at + 2] === CR && bytes[at + 3] === LF) return at + 4;
    }
    return -1;
  }

  /** What the head says of the body's length. An answer without one would have to be read in pieces: it throws. */
  #contentLength(head: number): number {
    const bytes = this.#buffer;
    for (let at = bytes.indexOf(LF) + 1; at < head - 2; at = bytes.indexOf(LF, at) + 1) {
      let same = 0;
      while (same < LENGTH.length && ((bytes[at + same] ?? 0) | 32) === LENGTH[same]) same++;
      if (same === LENGTH.length && bytes[at + same] === COLON) {
        return this.#digits(at + same + 1, bytes.indexOf(CR, at));
      }
    }
    throw new Error(`an answer that does not tell its length:\n${decoder.decode(bytes.subarray(0, head))}`);
  }

  #digits(from: number, to: number): number {
    let number = 0;
    for (let at = from; at < to; at++) {
      const digit = (this.#buffer[at] ?? 0) - 48;
      if (digit >= 0 && digit <= 9) number = 10 * number + digit;
    }
    return number;
  }
}
