import { assertSameWork } from "./same_work.ts";
import { setStage } from "./stage.ts";

Deno.test("the floor does the same work as the shop: the same answers, by the same laws", async () => {
  const stage = await setStage(await Deno.realPath(new URL("../../", import.meta.url)), 1);
  try {
    const { kiosk, floor } = await stage.both("NORMAL");
    await assertSameWork(kiosk, floor, stage.seeded);
    await Promise.all([kiosk.stop(), floor.stop()]);
  } finally {
    await stage.clear();
  }
});
