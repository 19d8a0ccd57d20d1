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

/** The full name, else the username. */
export const displayName = (customer: Pick<Customer, "username" | "firstName" | "lastName">): string =>
  `${customer.firstName} ${customer.lastName}`.trim() || customer.username;
