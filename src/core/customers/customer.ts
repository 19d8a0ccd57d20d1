/** A person with an account, without the password. `phone` is null and the other texts are empty until given. */
export type Customer = {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly address: string;
  readonly staff: boolean;
  readonly createdAt: string;
};

/** The user is not there, or not the caller's to see. */
export type UserNotFound = { readonly type: "user_not_found" };

/** Somebody has to run the shop. */
export type LastStaff = { readonly type: "last_staff" };

/** The full name, else the username. */
export const displayName = (customer: Pick<Customer, "username" | "firstName" | "lastName">): string =>
  `${customer.firstName} ${customer.lastName}`.trim() || customer.username;
