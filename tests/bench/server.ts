/** A server under load: its own process, on the core that the bench gives it. */
export type Server = {
  readonly name: string;
  readonly port: number;
  readonly pid: number;
  /** What it has printed: its log file. */
  readonly log: string;
  /** From the start of its process to its first answer, in milliseconds. */
  readonly firstAnswerMs: number;
  /** Resident memory now, in MiB. */
  residentMiB(): number;
  stop(): Promise<void>;
};

const root = new URL("../../", import.meta.url).pathname;

/** The kernel's unit of processor time, in milliseconds (Linux: USER_HZ is 100). */
const TICK_MS = 10;

/** Processor time of all a process's threads since its start, user and system, in milliseconds. */
export function processorMs(pid: number): number {
  const fields = Deno.readTextFileSync(`/proc/${pid}/stat`).replace(/^.*\) /, "").split(" ");
  return TICK_MS * (Number(fields[11]) + Number(fields[12]));
}

/** A port that nothing listens on. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

/**
 * Starts a command line on those cores, as `taskset` names them, with what it prints in a file, and waits until `ready`
 * answers. The processes in between replace one another, so that the one that is measured is the server itself.
 */
async function start(
  { name, command, port, cores, log, cwd, env, ready }: {
    readonly name: string;
    readonly command: string;
    readonly port: number;
    readonly cores: string;
    readonly log: string;
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
    readonly ready: string;
  },
): Promise<Server> {
  const path = `${new URL(".", `file://${Deno.execPath()}`).pathname}:${Deno.env.get("PATH")}`;
  const begun = performance.now();
  const child = new Deno.Command("sh", {
    args: ["-c", `exec taskset -c ${cores} env ${command} >>"${log}" 2>&1`],
    cwd,
    env: { PATH: path, NO_COLOR: "1", ...env },
  }).spawn();
  let ended = false;
  child.status.then(() => ended = true);
  while (!await answers(port, ready)) {
    if (ended) throw new Error(`${name} ended before it served:\n${await Deno.readTextFile(log)}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const firstAnswerMs = performance.now() - begun;
  return {
    name,
    port,
    pid: child.pid,
    log,
    firstAnswerMs,
    residentMiB: () => Number(/VmRSS:\s+(\d+)/.exec(Deno.readTextFileSync(`/proc/${child.pid}/status`))?.[1]) / 1024,
    stop: async () => {
      child.kill("SIGTERM");
      await child.status;
    },
  };
}

async function answers(port: number, path: string): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

export type Synchronous = "FULL" | "NORMAL";

/** `cores` as `taskset` names them; `flags` are further ones for `deno run`. */
export type Where = { readonly database: string; readonly cores: string; readonly flags?: string | undefined };

/** The command line of `deno task start` of a tree. */
async function startCommand(tree: string): Promise<string> {
  const { tasks } = JSON.parse(await Deno.readTextFile(`${tree}/deno.json`));
  return tasks.start.command;
}

/** Whether a tree's shop can be told how durable a commit is. */
export const knowsSynchronous = async (tree: string): Promise<boolean> =>
  (await startCommand(tree)).includes("SYNCHRONOUS");

/** Starts a tree's shop as `deno task start` does, with its defaults, the demo left out. */
export async function startKiosk(
  tree: string,
  synchronous: Synchronous,
  { database, cores, flags = "" }: Where,
  env: Readonly<Record<string, string>> = {},
): Promise<Server> {
  const port = freePort();
  const command = await startCommand(tree);
  return await start({
    name: "Kiosk",
    command: command.replace(" run ", ` run ${flags} `),
    port,
    cores,
    log: `${database}.log`,
    cwd: tree,
    env: {
      PORT: String(port),
      DATABASE_URL: `file:${database}`,
      DEMO_DATA: "off",
      SYNCHRONOUS: synchronous,
      ...env,
    },
    ready: "/api/products/?limit=1",
  });
}

/** Starts the floor on a database that Kiosk has made. */
export async function startFloor(synchronous: Synchronous, { database, cores, flags = "" }: Where): Promise<Server> {
  const port = freePort();
  return await start({
    name: "floor",
    command: `deno run --frozen -A ${flags} tests/bench/floor.ts "${database}" ${synchronous} ${port}`,
    port,
    cores,
    log: `${database}.log`,
    cwd: root,
    env: {},
    ready: "/api/products/?limit=1",
  });
}
