const PATHS = {
  mark: 'M5 1.5h6a1.5 1.5 0 0 1 1.5 1.5v10a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 13V3A1.5 1.5 0 0 1 5 1.5zM8.6 4.5 6.3 8.4h3.4L7.4 12',
  phone: 'M5.5 1.8h5a1.3 1.3 0 0 1 1.3 1.3v9.8a1.3 1.3 0 0 1-1.3 1.3h-5a1.3 1.3 0 0 1-1.3-1.3V3.1a1.3 1.3 0 0 1 1.3-1.3zM7.2 12h1.6',
  bolt: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  list: 'M2 3.5h12M2 8h12M2 12.5h8',
  person: 'M8 7.8a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 14.2c.6-3 2.7-4.2 5.5-4.2s4.9 1.2 5.5 4.2',
  car: 'M2 12.5V9l1.6-4a1.4 1.4 0 0 1 1.3-.9h6.2a1.4 1.4 0 0 1 1.3.9L14 9v3.5M2 9h12M2 12.5h12M4.6 10.8h.1M11.3 10.8h.1',
  sliders: 'M2 4h7M13 4h1M11 2.2v3.6M2 12h1M7 12h7M5 10.2v3.6M2 8h12',
  box: 'M8 1.7 13.5 4.8v6.4L8 14.3 2.5 11.2V4.8zM2.7 4.9 8 8l5.3-3.1M8 8v6',
  clock: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.5V8l2.5 1.5',
  snow: 'M8 1.5v13M2.4 4.7l11.2 6.6M13.6 4.7 2.4 11.3',
  moon: 'M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2z',
  sun: 'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM8 1.2v1.3M8 13.5v1.3M1.2 8h1.3M13.5 8h1.3M3.2 3.2l.9.9M11.9 11.9l.9.9M3.2 12.8l.9-.9M11.9 4.1l.9-.9',
  auto: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 2v12M10 3v10M12 4.8v6.4',
  copy: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3',
  check: 'M2.5 8.5 6.3 12.2 13.5 4',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14',
  chevron: 'M6 3.5 10.5 8 6 12.5',
  play: 'M4 2.8v10.4L12.5 8z',
  plus: 'M8 2.5v11M2.5 8h11',
  pause: 'M5.5 3v10M10.5 3v10',
  edit: 'M2.5 13.5l.8-3.2 7.5-7.5 2.4 2.4-7.5 7.5z',
  link: 'M6.5 9.5 9.5 6.5M7 4.5l1.5-1.5a3 3 0 0 1 4.5 4.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  none: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM3.8 3.8l8.4 8.4'
} as const

export type IconName = keyof typeof PATHS

/** A picture of 16 pixels that goes with words. */
export const Icon = ({ name, solid = false }: { name: IconName, solid?: boolean }) => (
  <svg class={solid ? 'icon solid' : 'icon'} viewBox='0 0 16 16' aria-hidden='true'><path d={PATHS[name]} /></svg>
)
