/**
 * Lets waiting requests be answered. Work made only of calls between bindings of one local workerd never returns to its
 * event loop, which then polls no socket: pages would freeze for seconds.
 */
export async function yieldToEventLoop(): Promise<void> {
  await scheduler.wait(1);
}
