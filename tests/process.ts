/** A task of deno.json as its own process. */
const command = (task: string, environment: Readonly<Record<string, string>>, args: readonly string[] = []) =>
  new Deno.Command(Deno.execPath(), {
    args: ["task", task, ...args],
    cwd: new URL("../", import.meta.url),
    env: { PORT: "0", NO_COLOR: "1", ...environment },
    stdout: "piped",
    stderr: "piped",
  });

/** What a task that ends by itself printed, and its exit code. */
export async function runTask(
  task: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<{ code: number; out: string; errors: readonly string[] }> {
  const { code, stdout, stderr } = await command(task, environment, args).output();
  const lines = new TextDecoder().decode(stderr).split("\n").filter((line) => line !== "" && !line.startsWith("Task "));
  return { code, out: new TextDecoder().decode(stdout), errors: lines };
}

/** A serving task: its address, what it printed so far, and its end. */
export type RunningTask = {
  readonly url: string;
  printed(): string;
  stop(signal: "SIGINT" | "SIGTERM"): Promise<number>;
};

/** One that can be killed, too. */
export type BareTask = RunningTask & { kill(): Promise<void> };

/** Starts a task and waits for the line that tells its address. */
export const startTask = (task: string, environment: Readonly<Record<string, string>>): Promise<RunningTask> =>
  serving(task, command(task, environment));

/** What a task of deno.json calls `deno` with, and the variables that it sets for it. */
export async function callOf(
  task: string,
): Promise<{ args: readonly string[]; env: Readonly<Record<string, string>> }> {
  const { tasks } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  const words: readonly string[] = tasks[task].command.split(" ");
  const deno = words.indexOf("deno");
  return { args: words.slice(deno + 1), env: Object.fromEntries(words.slice(0, deno).map((word) => word.split("="))) };
}

/**
 * The same without Deno's task runner, which would shield the shop from SIGKILL; `under` is the command line of a
 * program that runs it.
 */
export async function startBare(
  task: string,
  environment: Readonly<Record<string, string>>,
  under: readonly string[] = [],
): Promise<BareTask> {
  const root = new URL("../", import.meta.url);
  const call = await callOf(task);
  const [program = "", ...rest] = [...under, Deno.execPath(), ...call.args];
  const env = { PORT: "0", NO_COLOR: "1", ...call.env, ...environment };
  return await serving(
    task,
    new Deno.Command(program, { args: rest, cwd: root, env, stdout: "piped", stderr: "piped" }),
  );
}

async function serving(task: string, command: Deno.Command): Promise<BareTask> {
  const child = command.spawn();
  let printed = "";
  let heard: (url: string) => void = () => {};
  const address = new Promise<string>((resolve) => heard = resolve);
  const collect = async (stream: ReadableStream<Uint8Array<ArrayBuffer>>) => {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      printed += text;
      const url = /(https?:\/\/[\d.:[\]]+)\//.exec(printed)?.[1];
      if (url !== undefined) heard(url);
    }
  };
  const ended = Promise.all([collect(child.stdout), collect(child.stderr)]).then(() => child.status);
  const url = await Promise.race([
    address,
    ended.then(() => Promise.reject(new Error(`${task} ended before it served:\n${printed}`))),
  ]);
  return {
    url,
    printed: () => printed,
    stop: async (signal) => {
      child.kill(signal);
      await ended;
      return (await child.status).code;
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
