/** The keys of a blinded test, anywhere on the page while it runs; not while a dialog is open or something is typed. */
import { useEffect, useEffectEvent } from 'react';

interface ReaderKeys {
  readonly judge: (saidSynthetic: boolean) => void;
  readonly undo: () => void;
  readonly pause: () => void;
  readonly full: () => void;
}

export function useReaderKeys({ judge, undo, pause, full }: ReaderKeys): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!isPlain || document.querySelector('[role="dialog"]') !== null) return;
    switch (event.code) {
      case 'ArrowLeft':
      case 'Digit1':
      case 'Numpad1':
      case 'PageUp':
        judge(false);
        break;
      case 'ArrowRight':
      case 'Digit2':
      case 'Numpad2':
      case 'PageDown':
        judge(true);
        break;
      case 'Backspace':
        undo();
        break;
      case 'KeyP':
        pause();
        break;
      case 'KeyF':
        full();
        break;
      default:
        return;
    }
    event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
