import assert from "node:assert/strict";
import fc from "npm:fast-check@4.10.2";
import { type CancelOrder, type CancelOrderFacts, decideCancelOrder } from "../../../src/core/orders/cancel_order.ts";
import {
  type ChangedOrder,
  type ChangeOrder,
  type ChangeOrderFacts,
  decideChangeOrder,
} from "../../../src/core/orders/change_order.ts";
import { answer, commit, refuse } from "../../../src/core/use_case.ts";
import { type OrderStatus, orderStatuses } from "../../../src/core/values.ts";
import { decides } from "../given.ts";

const now = "2026-01-02T03:04:05.000Z";
const owner = { user: 7, session: "0b1f3f6e-7d3c-4e55-9d77-6f6f2f1f7a10", staff: false };
const staff = { ...owner, user: 1, staff: true };

const facts = (status: OrderStatus, isStaff = false): ChangeOrderFacts<string> => ({
  standing: { staff: isStaff },
  order: { id: 5, status, address: "Kohalpur", isPaid: false, view: "the order" },
});

const command = (given: Partial<ChangeOrder>): ChangeOrder => ({
  caller: owner,
  order: 5,
  status: null,
  address: null,
  isPaid: null,
  ...given,
});

const changed = (given: object) =>
  commit(
    {
      caller: owner,
      order: 5,
      asStaff: false,
      from: "Pending",
      status: null,
      address: null,
      isPaid: null,
      restock: false,
      event: null,
      at: now,
      ...given,
    } as const,
  );

const cancelled = (from: OrderStatus) => ({
  from,
  status: "Cancelled",
  event: { type: "order.cancelled", order: 5, from, to: "Cancelled" },
});

decides(
  "change order",
  (given: ChangeOrderFacts<string>, when: ChangeOrder) => decideChangeOrder(given, when, { now }),
  [
    {
      it: "cancels for its owner, and returns the stock",
      given: facts("Processing"),
      when: command({ status: "Cancelled" }),
      then: changed({ ...cancelled("Processing"), restock: true }),
    },
    {
      it: "refuses its owner any other move",
      given: facts("Pending"),
      when: command({ status: "Processing" }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "takes what equals the present state for no change",
      given: facts("Shipped"),
      when: command({ status: "Shipped", address: "Kohalpur" }),
      then: answer("the order"),
    },
    {
      it: "sends a pending order elsewhere",
      given: facts("Pending"),
      when: command({ address: { city: "Pokhara" } }),
      then: changed({ address: { city: "Pokhara" } }),
    },
    {
      it: "refuses its owner another address once it is in work",
      given: facts("Processing"),
      when: command({ address: "Pokhara" }),
      then: refuse({ type: "order_locked", status: "Processing" }),
    },
    {
      it: "lets staff change the address until it is shipped",
      given: facts("Processing", true),
      when: command({ caller: staff, address: "Pokhara" }),
      then: changed({ caller: staff, asStaff: true, from: "Processing", address: "Pokhara" }),
    },
    {
      it: "refuses staff another address once it is shipped",
      given: facts("Shipped", true),
      when: command({ caller: staff, address: "Pokhara" }),
      then: refuse({ type: "order_locked", status: "Shipped" }),
    },
    {
      it: "ignores its owner's word that it is paid",
      given: facts("Pending"),
      when: command({ isPaid: true }),
      then: answer("the order"),
    },
    {
      it: "lets staff move it on, and note that it is paid",
      given: facts("Pending", true),
      when: command({ caller: staff, status: "Processing", isPaid: true }),
      then: changed({
        caller: staff,
        asStaff: true,
        status: "Processing",
        isPaid: true,
        event: { type: "order.status_changed", order: 5, from: "Pending", to: "Processing" },
      }),
    },
    {
      it: "lets staff note at any time that it is paid, and relies on no state for it",
      given: facts("Delivered", true),
      when: command({ caller: staff, status: "Delivered", address: "Kohalpur", isPaid: true }),
      then: changed({ caller: staff, asStaff: true, from: null, isPaid: true }),
    },
    {
      it: "takes an address whose keys stand in another order for the same",
      given: {
        ...facts("Shipped"),
        order: { ...facts("Shipped").order!, address: { city: "Pokhara", at: { ward: 6, no: 1 } } },
      },
      when: command({ address: { at: { no: 1, ward: 6 }, city: "Pokhara" } }),
      then: answer("the order"),
    },
    {
      it: "changes nothing for its owner when one of two changes is refused",
      given: facts("Processing"),
      when: command({ status: "Cancelled", address: "Pokhara" }),
      then: refuse({ type: "order_locked", status: "Processing" }),
    },
    {
      it: "names the forbidden move before the locked address",
      given: facts("Shipped"),
      when: command({ status: "Pending", address: "Pokhara" }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "lets staff cancel it",
      given: facts("Pending", true),
      when: command({ caller: staff, status: "Cancelled" }),
      then: changed({ caller: staff, asStaff: true, ...cancelled("Pending"), restock: true }),
    },
    {
      it: "refuses when the session was ended",
      given: { ...facts("Pending"), standing: null },
      when: command({ status: "Cancelled" }),
      then: refuse({ type: "session_ended" }),
    },
    {
      it: "takes no move from staff who lost the right",
      given: facts("Pending", false),
      when: command({ caller: staff, status: "Processing" }),
      then: refuse({ type: "permission_denied" }),
    },
    {
      it: "refuses an order that is not the caller's",
      given: { standing: { staff: false }, order: null },
      when: command({ status: "Cancelled" }),
      then: refuse({ type: "order_not_found" }),
    },
  ],
);

decides(
  "cancel order",
  (given: CancelOrderFacts, when: CancelOrder) => decideCancelOrder(given, when, { now }),
  [
    {
      it: "cancels what is not on its way yet, and returns the stock",
      given: { standing: { staff: false }, order: { id: 5, status: "Processing" } },
      when: { caller: owner, order: 5 },
      then: changed({ ...cancelled("Processing"), restock: true }),
    },
    {
      it: "relies on the staff right of staff",
      given: { standing: { staff: true }, order: { id: 5, status: "Pending" } },
      when: { caller: staff, order: 5 },
      then: changed({ caller: staff, asStaff: true, ...cancelled("Pending"), restock: true }),
    },
    ...(["Cancelled", "Shipped", "Delivered"] as const).map((from) => ({
      it: `refuses an order that is ${from}`,
      given: { standing: { staff: true }, order: { id: 5, status: from } },
      when: { caller: staff, order: 5 },
      then: refuse({ type: "illegal_transition", from, to: "Cancelled" }),
    })),
    {
      it: "refuses an order that is not the caller's",
      given: { standing: { staff: false }, order: null },
      when: { caller: owner, order: 5 },
      then: refuse({ type: "order_not_found" }),
    },
    {
      it: "refuses when the session was ended",
      given: { standing: null, order: { id: 5, status: "Pending" } },
      when: { caller: owner, order: 5 },
      then: refuse({ type: "session_ended" }),
    },
  ],
);

/** What becomes of a wish to move an order, or, without one, to cancel it. */
const decided = (status: OrderStatus, byStaff: boolean, wanted: OrderStatus | null) => {
  const given = facts(status, byStaff);
  const caller = byStaff ? staff : owner;
  return wanted === null
    ? decideCancelOrder(given, { caller, order: 5 }, { now })
    : decideChangeOrder(given, command({ caller, status: wanted }), { now });
};

Deno.test("no path of wishes leaves the legal one, and the stock returns once at most", () => {
  const legal = new Set([
    "Pending>Processing",
    "Processing>Shipped",
    "Shipped>Delivered",
    "Pending>Cancelled",
    "Processing>Cancelled",
  ]);
  const wish = fc.record({ wanted: fc.constantFrom(null, ...orderStatuses), byStaff: fc.boolean() });
  fc.assert(fc.property(fc.array(wish, { maxLength: 12 }), (wishes) => {
    let status: OrderStatus = "Pending";
    let restocked = 0;
    for (const { wanted, byStaff } of wishes) {
      const decision = decided(status, byStaff, wanted);
      if (decision.do !== "commit") continue;
      const { from, status: to, restock, event }: ChangedOrder = decision.change;
      assert.ok(to !== null);
      assert.equal(from, status);
      assert.ok(legal.has(`${from}>${to}`), `${from}>${to}`);
      assert.ok(byStaff || to === "Cancelled");
      assert.equal(restock, to === "Cancelled");
      const type = to === "Cancelled" ? "order.cancelled" : "order.status_changed";
      assert.deepEqual(event, { type, order: 5, from, to });
      restocked += restock ? 1 : 0;
      status = to;
    }
    assert.ok(restocked <= 1);
  }));
});
