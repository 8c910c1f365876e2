/**
 * JSZip lets others have their turn several times an entry, through `setImmediate` or, where there is none, a message to itself. In a worker
 * that does nothing else there are no others, and those turns were half of its time. To be imported before JSZip.
 */
Object.assign(globalThis, { setImmediate: queueMicrotask.bind(globalThis) });
