/** The slow work on passwords, given to the use cases that need it. */
export type Passwords = {
  /** A hash in the PHC string format, with a fresh salt. */
  hash(password: string): Promise<string>;
  /** Whether the password made the hash. Null, for a user who is not there, takes the same work and is false. */
  verify(password: string, hash: string | null): Promise<boolean>;
};
