import type { Verifier } from "./passwords.ts";

/** The settings of a hash that this process is ready to compute: 512 MiB, and as long as 32 passes over them. */
const MEMORY_MAX = 512 * 1024;
const PASSES_MAX = 32;

/**
 * Django's `argon2$argon2id$v=19$m=102400,t=2,p=8$salt$hash`, for Deno: WebAssembly on a thread of its own, which ends
 * with its one hash and gives back its memory. One is computed at a time.
 */
export function argon2Hashes(): Verifier {
  let last: Promise<unknown> = Promise.resolve();
  return (password, hash) => {
    const phc = hash.startsWith("argon2$") ? hash.slice("argon2".length) : "";
    const [, memory, passes] = /^\$argon2(?:id|i|d)\$v=19\$m=(\d{1,6}),t=(\d{1,2}),p=\d{1,3}\$/.exec(phc) ?? [];
    if (memory === undefined || Number(memory) > MEMORY_MAX || Number(passes) > PASSES_MAX) {
      return Promise.resolve(null);
    }
    const verified = last.then(() => verifyOnItsOwnThread({ password, hash: phc }));
    last = verified;
    return verified;
  };
}

/** A hash in the PHC string format, and a password that may have made it. */
export type Argon2Task = { readonly password: string; readonly hash: string };

const verifyOnItsOwnThread = (task: Argon2Task): Promise<boolean | null> =>
  new Promise((resolve) => {
    const thread = new Worker(new URL("./argon2_worker.ts", import.meta.url), { type: "module" });
    const end = (right: boolean | null) => {
      thread.terminate();
      resolve(right);
    };
    thread.onmessage = ({ data }: MessageEvent<boolean | null>) => end(data);
    thread.onerror = (event) => {
      event.preventDefault();
      end(null);
    };
    thread.postMessage(task);
  });
