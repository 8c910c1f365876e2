/** The page kept on this computer: newer versions of it, and how anybody can check that nothing leaves. */
import type { Message } from '../message.ts';

export const offlineTexts = {
  'tabs.open':
    'This page is open in another tab, too: each has its own patients and its own training, and neither changes the other.',
  'tabs.atWork':
    'In another tab of this page work is going on: both share this computer, so a training here makes both slower. Neither changes the other.',

  'update.ready': 'A new version of this page is there. Nothing changes until you want it.',
  'update.atWork': 'A new version of this page is there. It can be opened when the work under way has ended.',
  'update.unsaved': 'A new version of this page is there. It can be opened when what you have made here is downloaded.',
  'update.open': 'Open the new version',

  'offline.waiting': 'Just now the page is still being put on this computer: it needs the network for a little longer.',
  'offline.whole': 'The page is on this computer now, with all that it needs.',
  'offline.partly': 'The page is on this computer now; the networks trained on demo patients are still on their way.',
  'offline.unavailable':
    'This browser does not let the page stay on this computer: that takes an address with https or localhost, and no private window. Loaded once, it still needs nothing but its own files.',

  'proof.link': 'Check that nothing leaves',
  'proof.title': 'Check for yourself that nothing leaves this computer',
  'proof.lead': 'No need to take our word for it. Each of these takes a minute.',
  'proof.network.title': 'Switch the network off',
  'proof.network.text':
    'Turn off Wi-Fi or pull out the cable, then load patients, train, compare and download as usual. What works without a network sends nothing.',
  'proof.panel.title': 'Watch what the browser asks for',
  'proof.panel.text':
    'Press F12 (on a Mac: ⌥ ⌘ I), open “Network”, and work on. Every line is a file of this page that is fetched; none carries your files or numbers.',
  'proof.policy.title': 'Read what the page is forbidden',
  'proof.policy.text':
    'Click the first line of that list, the page itself, and look under “Headers” for this rule. With it the browser refuses every connection to another site, whatever the page may try:',
  'proof.counter.title': 'Look at the counter',
  'proof.counter.text':
    'The lock at the top counts every byte that this page has put into a request since it was opened. So far: {bytes}.',
} as const satisfies Record<string, Message>;
