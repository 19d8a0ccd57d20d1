import { listAuditOperation } from "../adapters/http/shop/audit.ts";
import { listEventsOperation } from "../adapters/http/shop/events.ts";
import { showAudit } from "../adapters/libsql/audit.ts";
import { showEvents } from "../adapters/libsql/events.ts";
import type { Serve } from "./serve.ts";

/** What the shop records of itself. */
export function serveRecords(serve: Serve): void {
  serve(listEventsOperation, (db) => showEvents(db));
  serve(listAuditOperation, (db) => showAudit(db));
}
