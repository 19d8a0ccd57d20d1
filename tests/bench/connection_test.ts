import assert from "node:assert/strict";
import { Connection, requestBytes } from "./connection.ts";
import { drive, percentile } from "./drive.ts";

/** Serves one connection after the other; `answer` is given each whole request as text and writes what it likes. */
async function serving(
  answer: (request: string, connection: Deno.Conn) => Promise<void>,
  use: (port: number) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serve = async (connection: Deno.Conn) => {
    const buffer = new Uint8Array(4096);
    for (;;) {
      const count = await connection.read(buffer).catch(() => null);
      if (count === null) return connection.close();
      await answer(new TextDecoder().decode(buffer.subarray(0, count)), connection);
    }
  };
  const served = (async () => {
    const connections: Promise<void>[] = [];
    for await (const connection of listener) connections.push(serve(connection));
    await Promise.all(connections);
  })();
  await use(listener.addr.port);
  listener.close();
  await served;
}

const bytes = (text: string) => new TextEncoder().encode(text);
const answerOf = (body: string, status = "200 OK") =>
  `HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${
    bytes(body).length
  }\r\nX-Other: 7\r\n\r\n${body}`;

Deno.test("the load generator reads each answer whole, in however many pieces it comes", async () => {
  const long = "é".repeat(100_000);
  const bodies = ["", "short", long, "after"];
  let next = 0;
  await serving(async (_request, connection) => {
    const whole = bytes(answerOf(bodies[next++] ?? ""));
    for (const [from, to] of [[0, 1], [1, 60], [60, 62], [62, 30_000], [30_000, whole.length]] as const) {
      const piece = whole.subarray(from, to);
      for (let sent = 0; sent < piece.length;) sent += await connection.write(piece.subarray(sent));
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }, async (port) => {
    const connection = await Connection.open(port);
    for (const body of bodies) {
      assert.deepEqual(await connection.ask(requestBytes("GET", "/", null)), { status: 200, body });
    }
    connection.close();
  });
});

Deno.test("the load generator sends what a client sends", async () => {
  const heard: string[] = [];
  await serving(async (request, connection) => {
    heard.push(request);
    await connection.write(bytes(answerOf("{}", "201 Created")));
  }, async (port) => {
    const connection = await Connection.open(port);
    await connection.send(requestBytes("GET", "/a", null));
    await connection.send(requestBytes("POST", "/b", "token", '{"é":1}'));
    connection.close();
  });
  assert.deepEqual(heard, [
    "GET /a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
    "POST /b HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer token\r\nContent-Type: application/json\r\n" +
    'Content-Length: 8\r\n\r\n{"é":1}',
  ]);
});

Deno.test("a load ends with the first answer that is no success, and with a connection that is lost", async () => {
  const acting = (port: number) => drive(port, 2, (connection) => connection.send(requestBytes("GET", "/", null)), {});
  let left = 5;
  await serving(
    async (_request, connection) =>
      void await connection.write(bytes(answerOf("no", left-- > 0 ? "200 OK" : "409 No"))),
    async (port) => void await assert.rejects(acting(port), /409 No/),
  );
  await serving(
    (_request, connection) => connection.closeWrite(),
    async (port) => void await assert.rejects(acting(port), /closed the connection/),
  );
  await serving(
    async (_request, connection) => void await connection.write(bytes("HTTP/1.1 200 OK\r\nX: y\r\n\r\n")),
    async (port) => void await assert.rejects(acting(port), /does not tell its length/),
  );
});

Deno.test("a load does as many acts as it is told to, on all connections together", async () => {
  const clients = new Set<number>();
  await serving(async (_request, connection) => void await connection.write(bytes(answerOf("ok"))), async (port) => {
    const act = async (connection: Connection, client: number) => {
      clients.add(client);
      await connection.send(requestBytes("GET", "/", null));
    };
    const { done, took } = await drive(port, 3, act, { acts: 20 });
    assert.equal(done, 20);
    assert.equal(took.length, 20);
  });
  assert.deepEqual([...clients].sort(), [0, 1, 2]);
  const took = Float64Array.from({ length: 100 }, (_, index) => index + 1);
  assert.deepEqual([percentile(took, 0.5), percentile(took, 0.99)], [51, 100]);
});
