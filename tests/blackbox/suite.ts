import type { Target } from "./targets.ts";

/** Sentences about the wire, each true of any address that serves the demo shop. */
export type Suite = Readonly<Record<string, (url: string, target: Target) => Promise<void>>>;
