/**
 * Lets waiting messages in (pause, stop, cancel) between two pieces of work. Not a timer: timers are slowed down in
 * background tabs, and promises alone would never let a message through.
 */
const channel = new MessageChannel();
const waiting: (() => void)[] = [];
channel.port1.onmessage = () => waiting.shift()?.();
// In Node an open port would keep the process alive (tests, benchmarks).
(channel.port1 as unknown as { unref?: () => void }).unref?.();

export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
