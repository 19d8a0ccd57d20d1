/** Whether a thing as readers get it now is what the client last saw of it. */
export type Precondition = (view: string) => boolean;

/** The thing was changed since the client saw it. */
export type PreconditionFailed = { readonly type: "precondition_failed" };
