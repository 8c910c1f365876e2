/** The one place for colours, type and spacing: Mantine's theme, and the CSS variables that every module uses. */
import {
  createTheme,
  type CSSVariablesResolver,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core';

/** The same in light and dark; a second cue always goes with them (solid or dashed, filled or hollow). */
const ALWAYS = {
  '--real': '#2166ac',
  '--synthetic': '#d95f02',
  '--space': '8px',
  '--radius': '10px',
  '--radius-small': '6px',
  '--small': '0.875rem',
  '--shadow': '0 1px 2px rgb(20 24 30 / 6%), 0 8px 32px -16px rgb(20 24 30 / 22%)',
};

const LIGHT = {
  '--paper': '#faf7f1',
  '--surface': '#fffdf9',
  '--sunken': '#f2eee5',
  '--line': '#e6e0d4',
  '--line-strong': '#cfc7b8',
  '--ink': '#1a232e',
  '--ink-hover': '#323d4b',
  '--ink-2': '#465260',
  '--ink-3': '#646e79',
  '--real-text': '#1d5a98',
  '--real-soft': '#e8eff6',
  '--synthetic-text': '#a84900',
  '--synthetic-soft': '#fbeee2',
  '--generator': '#0f766e',
  '--discriminator': '#7b459c',
  '--good': '#2b7249',
  '--warn': '#8a5a00',
  '--warn-soft': '#faf0d8',
  '--danger': '#a3271d',
  '--danger-soft': '#fbe9e5',
  '--millimetre': 'rgb(190 84 62 / 5.5%)',
  '--centimetre': 'rgb(190 84 62 / 10%)',
};

const DARK: typeof LIGHT = {
  '--paper': '#12181e',
  '--surface': '#1a222a',
  '--sunken': '#0e1419',
  '--line': '#2a353f',
  '--line-strong': '#44525f',
  '--ink': '#f0ede6',
  '--ink-hover': '#d5d2cb',
  '--ink-2': '#bac3cb',
  '--ink-3': '#95a1ac',
  '--real-text': '#7db5e8',
  '--real-soft': '#172a3c',
  '--synthetic-text': '#f59b54',
  '--synthetic-soft': '#352415',
  '--generator': '#54bdb0',
  '--discriminator': '#bd93dc',
  '--good': '#6cc08e',
  '--warn': '#e2b45a',
  '--warn-soft': '#2e2717',
  '--danger': '#f0897c',
  '--danger-soft': '#351d1b',
  '--millimetre': 'rgb(255 168 148 / 3%)',
  '--centimetre': 'rgb(255 168 148 / 6%)',
};

const MANTINE = {
  '--mantine-color-body': 'var(--paper)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-2)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--sunken)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--danger)',
  '--mantine-primary-color-filled': 'var(--ink)',
  '--mantine-primary-color-filled-hover': 'var(--ink-hover)',
  '--mantine-primary-color-contrast': 'var(--paper)',
  '--mantine-color-ink-filled': 'var(--ink)',
  '--mantine-color-ink-filled-hover': 'var(--ink-hover)',
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: ALWAYS,
  light: { ...LIGHT, ...MANTINE },
  dark: { ...DARK, ...MANTINE },
});

const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  switch (input.variant) {
    case 'filled':
      return {
        background: 'var(--ink)',
        hover: 'var(--ink-hover)',
        color: 'var(--paper)',
        border: '1px solid transparent',
      };
    case 'default':
      return {
        background: 'var(--surface)',
        hover: 'var(--sunken)',
        color: 'var(--ink)',
        border: '1px solid var(--line-strong)',
      };
    case 'subtle':
      return {
        background: 'transparent',
        hover: 'var(--sunken)',
        color: 'var(--ink)',
        border: '1px solid transparent',
      };
    default:
      return colors;
  }
};

const ink: MantineColorsTuple = [
  '#f3f4f5',
  '#e2e5e8',
  '#c4cad0',
  '#a4adb6',
  '#87929d',
  '#6c7885',
  '#54606d',
  '#3d4956',
  '#2a3540',
  '#1a232e',
];

/** Mantine's dark greys, on the slate of the dark paper. */
const dark: MantineColorsTuple = [
  '#e6e9ec',
  '#c9d0d6',
  '#aab4be',
  '#8592a0',
  '#44525f',
  '#323e49',
  '#151c23',
  '#12181e',
  '#0e1419',
  '#0a0f13',
];

export const theme = createTheme({
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  // Nothing is smaller than 14 px.
  fontSizes: { xs: '0.875rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.55', lg: '1.5', xl: '1.4' },
  spacing: { xs: '8px', sm: '16px', md: '24px', lg: '32px', xl: '48px' },
  radius: { xs: '4px', sm: '6px', md: '10px', lg: '14px', xl: '20px' },
  defaultRadius: 'sm',
  colors: { ink, dark },
  primaryColor: 'ink',
  primaryShade: { light: 9, dark: 1 },
  autoContrast: true,
  focusRing: 'auto',
  respectReducedMotion: true,
  cursorType: 'pointer',
  variantColorResolver: variantColors,
  components: {
    Button: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Switch: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'sm' } },
  },
});
