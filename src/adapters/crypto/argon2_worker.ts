import { argon2Verify } from "hash-wasm";
import type { Argon2Task } from "./argon2.ts";

/** The worker's own side of the channel, which the library types of a page do not name. */
const channel = self as unknown as {
  onmessage: (event: MessageEvent<Argon2Task>) => void;
  postMessage(right: boolean | null): void;
};

channel.onmessage = async ({ data }) => channel.postMessage(await argon2Verify(data).catch(() => null));
