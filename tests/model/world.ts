import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { freshSeed } from "../../src/adapters/crypto/tokens.ts";
import type { Database } from "../../src/adapters/libsql/database.ts";
import { openEmbedded } from "../../src/adapters/libsql/embedded.ts";
import { migrate } from "../../src/adapters/libsql/migrate.ts";
import { openRemote } from "../../src/adapters/libsql/remote.ts";
import { readMigrations } from "../../src/prepare.ts";
import { serveDatabase } from "../../tools/db_serve.ts";
import { open } from "../adapters/libsql/given.ts";
import { enrol } from "../enrol.ts";
import { quickPasswords, serveShop } from "../in_process.ts";
import { assertInvariants } from "../invariants.ts";
import type { Answer, Request } from "./requests.ts";
import { goods } from "./beginning.ts";
import { shapeOf } from "./shape_of.ts";
import type { State } from "./state.ts";
import { heard, PASSWORD, sent, type Tokens } from "./wire.ts";

/** A shop that stands still until told who goes on: requests wait at the database port for their turn. */
export type World = {
  /** Sends one request and hears the answer. */
  ask(state: State, request: Request): Promise<Answer>;
  /** Sends them all at once; whose batch comes next, the scheduler says. Answers in the order of the requests. */
  askAll(state: State, requests: readonly Request[], scheduler: fc.Scheduler): Promise<readonly Answer[]>;
  /** Everything that the shop is, as `shape` has it. */
  shape(): Promise<unknown>;
  /** Holds the shop to its laws, and to what was supplied. */
  assertLawful(state: State): Promise<void>;
};

type Driver = (path: string) => { readonly database: Database; readonly close: () => Promise<void> };

const drivers: Readonly<Record<string, Driver>> = {
  embedded: (path) => {
    const database = openEmbedded(path);
    return { database, close: () => Promise.resolve(database.close()) };
  },
  remote: (path) => {
    const server = serveDatabase({ path });
    return { database: openRemote(server.url, undefined), close: server.close };
  },
};

/** Waits for something that other tasks bring about. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 0));
}

/** Serves a shop on that driver; `test` is handed a way to begin anew, which ends what was begun before. */
export async function withWorld(driver: string, test: (begin: () => Promise<World>) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "kiosk-" });
  const seed = freshSeed();
  const template = `${folder}/template.db`;
  let current = drivers.embedded!(template);
  let scheduler: fc.Scheduler | null = null;
  let [arrived, released, runs] = [0, 0, 0];
  const turn = async () => {
    if (scheduler === null) return;
    arrived++;
    await scheduler.schedule(Promise.resolve(), "batch");
    released++;
  };
  const port: Database = {
    read: async (statements) => (await turn(), current.database.read(statements)),
    write: async (statements) => (await turn(), current.database.write(statements)),
    close: () => {},
  };
  await migrate(port, readMigrations(), new Date().toISOString());
  await open(port, ...goods);
  const [staff] = await enrol(port, seed, ["keeper"], true);
  const customers = [...await enrol(port, seed, ["ann"]), ...await enrol(port, seed, ["bob"])];
  const shop = await serveShop(port, { AUTH_SECRET_KEY: seed, DEMO_DATA: "off", LOGIN_RATE_LIMIT: "off" }, {
    passwords: quickPasswords,
  });

  const begin = async (): Promise<World> => {
    await current.close();
    const path = `${folder}/${++runs}.db`;
    await Deno.copyFile(template, path);
    current = drivers[driver]!(path);
    const users = new Map(customers.map(({ id, token }) => [id, token]));
    const tokens: Tokens = { staff: staff!.token, users, guests: new Map() };

    const send = async ({ method, path, headers, json }: ReturnType<typeof sent>) => {
      const response = await fetch(shop.url + path, {
        method,
        headers: { ...headers, "Content-Type": "application/json" },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
      const text = await response.text();
      return { status: response.status, body: text === "" ? null : JSON.parse(text) };
    };
    const ask = async (state: State, request: Request): Promise<Answer> => {
      const { status, body } = await send(sent(request, tokens, state.variants));
      if (request.do === "open cart" && typeof body.token === "string") tokens.guests.set(body.id, body.token);
      return heard(request, status, body);
    };
    const signIn = async (name: string, id: number) => {
      const json = { username: name, password: PASSWORD };
      const { status, body } = await send({ method: "POST", path: "/api/auth/login/", headers: {}, json });
      assert.equal(status, 200);
      tokens.users.set(id, body.token);
    };
    const signInNew = async (request: Request, answer: Answer) => {
      if (request.do === "sign up" && answer.status === 201) await signIn(request.name, Number(answer.told));
    };

    return {
      ask: async (state, request) => {
        const answer = await ask(state, request);
        await signInNew(request, answer);
        return answer;
      },
      askAll: async (state, requests, given) => {
        [scheduler, arrived, released] = [given, 0, 0];
        let finished = 0;
        const answers: Promise<Answer>[] = [];
        const allWait = () => arrived - released + finished === answers.length;
        for (const request of requests) {
          answers.push(ask(state, request).finally(() => finished++));
          await until(allWait);
        }
        for (let turns = 1; finished < answers.length; turns++) {
          await scheduler.waitOne();
          await until(() => released === turns && allWait());
        }
        scheduler = null;
        const heard = await Promise.all(answers);
        for (const [index, request] of requests.entries()) await signInNew(request, heard[index]!);
        return heard;
      },
      shape: () => shapeOf(current.database),
      assertLawful: (state) =>
        assertInvariants(
          current.database,
          Object.fromEntries([...state.variants.values()].map(({ id, supplied }) => [id, supplied])),
        ),
    };
  };
  try {
    const items = [[1, null], [2, 2], [2, 3], [3, null]].map(([product, variant]) => ({
      product,
      variant,
      quantity: 1,
    }));
    const bought = await fetch(`${shop.url}/api/orders/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Token ${staff?.token}` },
      body: JSON.stringify({ items }),
    });
    assert.equal(bought.status, 201, await bought.text());
    await test(begin);
  } finally {
    await shop.close();
    await current.close();
    await Deno.remove(folder, { recursive: true });
  }
}
