/** Light or dark: what the address asks for comes first, then what the visitor chose before. */
import { localStorageColorSchemeManager, type MantineColorSchemeManager } from '@mantine/core';

export function schemeManager(asked: 'light' | 'dark' | null): MantineColorSchemeManager {
  const stored = localStorageColorSchemeManager();
  return asked === null ? stored : { ...stored, get: () => asked };
}
