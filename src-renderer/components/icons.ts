// The product's own 20 × 20 icons as path data: lines, filled parts, dashed lines.

export interface IconShape {
  line?: string
  fill?: string
  dash?: string
}

const shapes = {
  attach: { line: 'M14 7v6.500a4 4 0 0 1-8 0V6a2.500 2.500 0 0 1 5 0v7' },
  bad: { line: 'M3.500 3.500h13v13h-13zM7.200 7.200l5.600 5.600M12.800 7.200l-5.600 5.600' },
  ban: { line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM5.200 14.800l9.600-9.600' },
  book: {
    line: 'M10 5.200C8.300 4 6 3.600 3 3.600v11.800c3 0 5.300.4 7 1.600 1.700-1.200 4-1.600 7-1.600V3.600c-3 0-5.300.4-7 1.600zM10 5.200V17',
  },
  cal: { line: 'M3.500 5h13v12h-13zM3.500 8.500h13M7 3v3.500M13 3v3.500' },
  check: { line: 'm4 10.500 4 4 8-9' },
  clock: { line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM10 6v4.200l2.800 1.800' },
  cols: { line: 'M3.500 4h13v12h-13zM8 4v12M12.500 4v12' },
  d: { line: 'M4.500 7.500 10 13l5.500-5.500' },
  dash: { line: 'M5 10h10' },
  edit: { line: 'm4 16 .8-3.200L13 4.600 15.400 7l-8.200 8.200zM11.500 6l2.500 2.500' },
  exchange: { line: 'M3.5 7h13M13.5 4l3 3-3 3M16.5 13h-13M6.5 10l-3 3 3 3' },
  export: { line: 'M10 12V3M6.500 6.500 10 3l3.500 3.500M3.500 13v4h13v-4' },
  file: { line: 'M5 2.500h7l3 3v12H5zM12 2.500v3h3' },
  filter: { line: 'M3 4.500h14l-5.500 6V16l-3-1.500v-4z' },
  flag: { line: 'M5 17.5v-15M5 3.5h10.5l-3 3.5 3 3.5H5' },
  folder: { line: 'M2.500 4.500h5l1.700 2h8.300v9.500h-15z' },
  gate: { line: 'M3.5 9.5h13v7.5h-13zM7 9.5v-6h6v6M8.5 12.3h3M9 6h2' },
  grow: { line: 'M11.5 3.5h5v5M16.5 3.5l-5.500 5.500M8.500 16.500h-5v-5M3.500 16.500l5.500-5.500' },
  half: {
    line: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z',
    fill: 'M10 3.500a6.500 6.500 0 0 1 0 13z',
  },
  help: {
    line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM8 8.2a2 2 0 1 1 2.900 1.800c-.6.3-.9.7-.9 1.400M10 13.700v.1',
  },
  home: { line: 'M3 9.3 10 3.5l7 5.8M5 8v8.5h10V8M8.5 16.5v-4.5h3v4.5' },
  import: { line: 'M10 3v9M6.500 8.500 10 12l3.500-3.500M3.500 13v4h13v-4' },
  info: { line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM10 9v4.500M10 6.500v.1' },
  inspect: { line: 'M6.5 4H4.5v13.5h11V4h-2M6.5 2.5h7v3h-7zM7.5 9h5M7.5 11.8h5M7.5 14.6h3' },
  l: { line: 'M12.500 4.500 7 10l5.500 5.500' },
  ledger: { line: 'M3.5 3.5h13v13h-13zM3.5 7.5h13M3.5 12h13M8 7.5v9' },
  lg: { fill: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z' },
  lock: { line: 'M5 9h10v8H5zM7 9V6.500a3 3 0 0 1 6 0V9' },
  lr: { fill: 'M4 4h12v12H4z' },
  ly: { fill: 'M10 3.500 17 16H3z' },
  mail: { line: 'M2.5 4.5h15v11h-15zM2.8 5l7.2 6 7.2-6' },
  none: { dash: 'M3.5 10a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0z' },
  ok: { line: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0 -14 0zM6.800 10.300l2.300 2.300 4.200-4.800' },
  plan: { line: 'M5 2.5h7l3 3v12H5zM12 2.5v3h3M7.4 11.3l1.9 1.9 3.4-3.8' },
  plus: { line: 'M10 4v12M4 10h12' },
  print: { line: 'M6 7V3h8v4M6 13.5H3.5V7h13v6.5H14M6 11.5h8V17H6z' },
  r: { line: 'M7.500 4.500 13 10l-5.500 5.500' },
  search: { line: 'M3.5 9a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0zM13 13l4 4' },
  settings: {
    line: 'M3 6h6.5M13.5 6H17M3 14h2.5M9.500 14H17M9.5 6a2 2 0 1 0 4 0a2 2 0 1 0 -4 0zM5.5 14a2 2 0 1 0 4 0a2 2 0 1 0 -4 0z',
  },
  talk: { line: 'M3 4h14v9.500H9.500L6 16.800v-3.300H3z' },
  undo: { line: 'M7 4.500 3.500 8 7 11.500M3.500 8H12a4.200 4.200 0 0 1 0 8.400H7.500' },
  unit: { line: 'M4 16.5v-13h8v13M12 8h4v8.5M2.5 16.5h15M6.8 6.8h2.4M6.8 9.8h2.4M6.8 12.8h2.4' },
  up: { line: 'M4.500 12.500 10 7l5.500 5.500' },
  user: { line: 'M7 7a3 3 0 1 0 6 0a3 3 0 1 0 -6 0zM4 17c.6-3.400 3-5 6-5s5.400 1.600 6 5' },
  warn: { line: 'M10 3.200 17.500 16.500h-15zM10 8.200v4M10 14.300v.1' },
  x: { line: 'm5 5 10 10M15 5 5 15' },
  fold: { line: 'M3.500 4h13v12h-13zM8 4v12M14 7.500 11.500 10l2.500 2.500' },
  copy: { line: 'M7 6.500h9.500v10H7zM13 6.500v-3H3.500v10H7' },
  down: { line: 'M10 4v12M5.500 11.500 10 16l4.500-4.500' },
} satisfies Record<string, IconShape>

export type IconName = keyof typeof shapes

export const icons: Readonly<Record<IconName, IconShape>> = shapes
