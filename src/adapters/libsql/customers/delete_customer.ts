import type { DeleteCustomerPort, DeletedCustomer } from "../../../core/customers/delete_customer.ts";
import { stale } from "../../../core/use_case.ts";
import { auditUserRemoved, forgetPerson } from "../audit.ts";
import { changed, commitBatch, standing, stands, stillStaff, stillStanding, type Write } from "../commit.ts";
import { type Database, sql } from "../database.ts";
import { otherStaff, someStaff, visibleUser } from "./customers.ts";

/** What is the user's alone goes by foreign keys: names, sessions, carts, keys; what stays of them loses its owner. */
const deletion = (deleted: DeletedCustomer): readonly Write[] => {
  const { caller, asStaff, user, wasStaff, at } = deleted;
  return [
    ...stillStanding(caller, at),
    ...(asStaff ? [stillStaff(caller), auditUserRemoved(deleted, user)] : []),
    forgetPerson(user),
    sql`UPDATE orders SET user_id = NULL, user_name = '', shipping_address = '""', phone = '', email = ''
      WHERE user_id = ${user}`,
    sql`DELETE FROM users WHERE id = ${user} AND is_staff = ${wasStaff ? 1 : 0}`,
    changed(1),
    ...(wasStaff ? [someStaff] : []),
  ];
};

export const deleteCustomerStore = (database: Database): DeleteCustomerPort => ({
  load: async ({ caller, user }, { now }) => {
    const [[session], [found], others] = await database.read([
      standing(caller, now),
      sql<{ id: number; is_staff: number }>`
        SELECT u.id, u.is_staff FROM users u WHERE u.id = ${user} AND ${visibleUser(caller)}`,
      otherStaff(user),
    ]);
    return {
      standing: stands(session),
      found: found === undefined ? null : { id: found.id, staff: found.is_staff === 1 },
      otherStaff: others.length > 0,
    };
  },
  commit: async (change) => await commitBatch(database, deletion(change), sql`SELECT 1`) === stale ? stale : null,
});
