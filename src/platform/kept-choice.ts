/** A choice about the page that outlives the visit, by name; nothing about patients. Where storage is refused, it lasts as long as the page. */
const PREFIX = 'ecg-pair-studio.';

export function keptChoice(name: string): string | null {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    // Storage is refused for this site.
    return null;
  }
}

export function keepChoice(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // As above: the choice then holds for this page only.
  }
}
