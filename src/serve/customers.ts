import {
  changeMeOperation,
  changeUserOperation,
  replaceMeOperation,
  replaceUserOperation,
} from "../adapters/http/shop/change_user.ts";
import { exportUserOperation } from "../adapters/http/shop/export.ts";
import { deleteMeOperation, deleteUserOperation } from "../adapters/http/shop/delete_user.ts";
import { loginOperation } from "../adapters/http/shop/login.ts";
import {
  endOtherSessionsOperation,
  endSessionOperation,
  listSessionsOperation,
  logoutOperation,
} from "../adapters/http/shop/sessions.ts";
import { signUpOperation } from "../adapters/http/shop/sign_up.ts";
import { listUsersOperation, showMeOperation, showUserOperation } from "../adapters/http/shop/users.ts";
import { changeCustomerStore } from "../adapters/libsql/customers/change_customer.ts";
import { deleteCustomerStore } from "../adapters/libsql/customers/delete_customer.ts";
import { endSessionsStore } from "../adapters/libsql/customers/end_sessions.ts";
import { exportCustomer } from "../adapters/libsql/customers/export_customer.ts";
import { showCustomer, showCustomers } from "../adapters/libsql/customers/show_customers.ts";
import { showSessions } from "../adapters/libsql/customers/show_sessions.ts";
import { signInStore } from "../adapters/libsql/customers/sign_in.ts";
import { signUpStore } from "../adapters/libsql/customers/sign_up.ts";
import { changeCustomer } from "../core/customers/change_customer.ts";
import { deleteCustomer } from "../core/customers/delete_customer.ts";
import { endSessions } from "../core/customers/end_sessions.ts";
import { signIn } from "../core/customers/sign_in.ts";
import { signUp } from "../core/customers/sign_up.ts";
import type { Ports, Serve } from "./serve.ts";

/** Accounts and sessions. */
export function serveCustomers(serve: Serve, { currency, passwords, tokens }: Ports): void {
  serve(signUpOperation, (db) => signUp(signUpStore(db), passwords));
  serve(listUsersOperation, (db) => showCustomers(db));
  for (const operation of [showUserOperation, showMeOperation]) serve(operation, (db) => showCustomer(db));
  for (const operation of [replaceUserOperation, changeUserOperation, replaceMeOperation, changeMeOperation]) {
    serve(operation, (db) => changeCustomer(changeCustomerStore(db), passwords));
  }
  for (const operation of [deleteUserOperation, deleteMeOperation]) {
    serve(operation, (db) => deleteCustomer(deleteCustomerStore(db)));
  }
  serve(exportUserOperation, (db) => exportCustomer(db, currency));
  serve(loginOperation, (db) => ({ signIn: signIn(signInStore(db), passwords), issueToken: tokens.issue }));
  serve(logoutOperation, (db) => endSessions(endSessionsStore(db)));
  serve(listSessionsOperation, (db) => showSessions(db));
  serve(endSessionOperation, (db) => endSessions(endSessionsStore(db)));
  serve(endOtherSessionsOperation, (db) => endSessions(endSessionsStore(db)));
}
