/** These stand for those of `words.ts` in the Worker's script; being empty, their calls go with all that they were given. */
// deno-lint-ignore no-explicit-any -- it stands for whatever was told
export function words(_told: unknown): any {}

// deno-lint-ignore no-explicit-any -- as above
export function named(_id: string, _description: string, _example?: unknown): any {}
