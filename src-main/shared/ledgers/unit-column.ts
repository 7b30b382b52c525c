// The column that says which unit a row belongs to, with the headers it comes under, and the names of the phases.
import { reference } from '../ledger/column.ts'
import { xianjin2005 } from '../campaign/index.ts'
import { pollPhases } from './polls.ts'

/** 单位: found by its name in the roster of organisations. */
export const unitColumn = () =>
  reference('单位', 'organisations', {
    required: true,
    width: 26,
    codes: { unknown: 'M-330', missing: 'M-331' },
    aliases: [
      '所在支部',
      '党支部',
      '支部',
      '党组织',
      '单位名称',
      '支部名称',
      '党组织名称',
      '参学单位',
      '填报单位',
    ],
  })

export const phaseChoices = pollPhases.map(([, name]) => ({ value: name, synonyms: [`${name}阶段`] }))

/** Name of the phase whose days, by the campaign, hold the day; the first one before all of them. */
export function phaseOnDay(day: string): string {
  const began = xianjin2005.phases.filter(({ key, defaultStart }) => key !== 'prep' && defaultStart <= day)
  const last = began.at(-1)?.key
  return pollPhases.find(([key]) => key === last)?.[1] ?? pollPhases[0][1]
}
