/** The few icons, drawn on a 20-unit square with the pen of the text. */
const PATHS = {
  sun: 'M10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1 1M14 14l1 1M5 15l1-1M14 6l1-1M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
  moon: 'M16 11.6A6.5 6.5 0 0 1 8.4 4 6.5 6.5 0 1 0 16 11.6Z',
  check: 'M4.5 10.5l3.5 3.5 7.5-8',
  arrow: 'M4 10h12M11 5l5 5-5 5',
  lock: 'M6 9V7a4 4 0 0 1 8 0v2M5 9h10v7H5Z',
  file: 'M6 3h5l4 4v10H6ZM11 3v4h4',
  folder: 'M3 5.5h5l1.5 2H17v8H3Z',
  heart: 'M2 10.5h4l1.5-4 3 8 2-4H18',
  pause: 'M7 5v10M13 5v10',
  play: 'M6.5 4.5l9 5.5-9 5.5Z',
  stop: 'M5.5 5.5h9v9h-9Z',
  chevron: 'M6 8l4 4 4-4',
  shuffle: 'M3 6h3l7 8h4M3 14h3l2-2.3M11.500 7.800L13 6h4M15 4l2 2-2 2M15 12l2 2-2 2',
  warning: 'M10 3.500l7.500 13h-15ZM10 8.500v4M10 14.700v.1',
  undo: 'M7 4L3.500 7.500L7 11M3.500 7.500h8a4.500 4.500 0 0 1 0 9H8',
  download: 'M10 3v10M5.500 9l4.500 4.500L14.500 9M4 17h12',
  full: 'M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4',
  chip: 'M6 6h8v8H6ZM8 3v3M12 3v3M8 14v3M12 14v3M3 8h3M3 12h3M14 8h3M14 12h3',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
