// How the states a unit can be in within a phase are drawn.
import type { StatusKind } from '../../components/status.ts'

export const standingLooks: Readonly<Record<string, StatusKind | undefined>> = {
  未开始: 'none',
  进行中: 'doing',
  自查中: 'doing',
  待验收: 'doing',
  验收合格: 'doing',
  限期补课: 'warn',
  待转段: 'doing',
  已转段: 'ok',
  已延期: 'warn',
  被挡: 'barred',
}
