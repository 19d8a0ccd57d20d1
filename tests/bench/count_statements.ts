import Libsql from "libsql";

/**
 * Loaded before a server, it counts what the database engine is asked to run, BEGIN and COMMIT included, and prints the
 * sum at SIGUSR2.
 */
let count = 0;

type Methods = Record<string, (...values: unknown[]) => unknown>;

/** Counts the calls of these methods. `all` is left out where it calls `iterate` itself. */
function counting(methods: Methods, names: readonly string[]): void {
  for (const name of names) {
    const method = methods[name];
    if (method === undefined) throw new Error(`libsql has no ${name}`);
    methods[name] = function (...values) {
      count++;
      return method.apply(this, values);
    };
  }
}

const probe = new Libsql(":memory:");
counting(Object.getPrototypeOf(probe.prepare("SELECT 1")), ["run", "get", "iterate"]);
counting(Libsql.prototype as unknown as Methods, ["exec"]);
probe.close();

Deno.addSignalListener("SIGUSR2", () => console.log(`statements ${count}`));
