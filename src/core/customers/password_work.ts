import type { Passwords } from "./password.ts";

/** What a change asks of passwords. `against`: the hash to prove the current one by; null when nothing is to prove. */
export type PasswordTask = {
  readonly current: string | null;
  readonly against: string | null;
  readonly wanted: string | undefined;
};

/** What came of it: whether the current password made the hash `against`, and the wanted one's hash. */
export type PasswordWork = {
  readonly current: "right" | "wrong" | "not needed";
  readonly against: string | null;
  readonly newHash: string | null;
};

export const noPasswordWork: PasswordWork = { current: "not needed", against: null, newHash: null };

/** The slow work, once for each hash: a wrong password costs no new hash. */
export async function workOnPasswords(
  passwords: Passwords,
  { current, against, wanted }: PasswordTask,
  earlier: PasswordWork = noPasswordWork,
): Promise<PasswordWork> {
  const proved = against === earlier.against ? earlier.current : await prove(passwords, current, against);
  const newHash = wanted === undefined || proved === "wrong" ? null : earlier.newHash ?? await passwords.hash(wanted);
  return { current: proved, against, newHash };
}

async function prove(passwords: Passwords, current: string | null, against: string | null) {
  if (current === null || against === null) return "not needed";
  return await passwords.verify(current, against) ? "right" : "wrong";
}
