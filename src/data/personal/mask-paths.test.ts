import { describe, expect, it } from 'vitest';
import { names } from '../../intake/testing/files.ts';
import { pathMask } from './mask-paths.ts';

const mask = pathMask(['Иванов Пётр', 'Anna Quorph', 'Müller', '+49 170 5550101', 'F-47110', 'Long Max'], names);

// The lists of the Check step and the headless run print the names of files.
describe('a file name', () => {
  it.each([
    ['Иванов_01.jpg', '•••_01.jpg'],
    ['ivanov-petr-02.png', '•••-•••-02.png'],
    ['scans/Quorph/1.jpg', 'scans/•••/1.jpg'],
    ['QuorphAnna3.jpg', '•••3.jpg'],
    ['mueller 1.jpg', 'mueller 1.jpg'],
    ['MULLER.jpg', '•••.jpg'],
    ['ecg_1705550101.jpg', 'ecg_1705550101.jpg'],
    ['ecg_491705550101.jpg', 'ecg_•••.jpg'],
    ['47110.jpg', '•••.jpg'],
    // Nobody of the table, but somebody.
    ['Julia_Schmidt_3.jpg', '•••_•••_3.jpg'],
    ['SMITH^JOHN.jpg', '•••.jpg'],
    ['ecg_001.jpg', 'ecg_001.jpg'],
    ['images/00001_lr-0.png', 'images/00001_lr-0.png'],
    ['long_lead_12.jpg', 'long_lead_12.jpg'],
    ['normal/Sinus Rhythm 3.jpg', 'normal/Sinus Rhythm 3.jpg'],
  ])('%s is shown as %s', (path, shown) => {
    expect(mask(path)).toBe(shown);
  });
});
