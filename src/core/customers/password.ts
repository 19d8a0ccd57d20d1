/** The slow work on passwords, given to the use cases that need it. */
export type Passwords = {
  /** A hash in the PHC string format, with a fresh salt. */
  hash(password: string): Promise<string>;
  /** Whether the password made the hash. Null, or one that cannot be verified, takes a new hash's work and is false. */
  verify(password: string, hash: string | null): Promise<boolean>;
  /** Whether a new hash would be of another format or cost more. */
  isOutdated(hash: string): boolean;
};
