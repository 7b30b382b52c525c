// The seven states and the three lights: each is a shape, a word and a colour.
import type { IconName } from './icons.ts'

export type StatusKind = 'ok' | 'warn' | 'bad' | 'doing' | 'none' | 'na' | 'barred'

export const statusMarks: Readonly<Record<StatusKind, { icon: IconName; word: string }>> = {
  ok: { icon: 'ok', word: '完成' },
  warn: { icon: 'warn', word: '临期' },
  bad: { icon: 'bad', word: '未达' },
  doing: { icon: 'half', word: '在办' },
  none: { icon: 'none', word: '未做' },
  na: { icon: 'dash', word: '不适用' },
  barred: { icon: 'ban', word: '不准' },
}

export type LightColour = 'green' | 'yellow' | 'red'

export const lights: Readonly<Record<LightColour, { icon: IconName; word: string; tone: string }>> = {
  green: { icon: 'lg', word: '绿', tone: 'c-ok' },
  yellow: { icon: 'ly', word: '黄', tone: 'c-warn' },
  red: { icon: 'lr', word: '红', tone: 'c-bad' },
}
