/** Loaded into the studio worker before anything else: tells the page how many bytes the worker puts into requests. */
import { METER_CHANNEL, meterScope } from './sent-meter.ts';

const channel = new BroadcastChannel(METER_CHANNEL);
meterScope(globalThis, (bytes) => channel.postMessage(bytes));
