// `dudao draw` and `dudao verify-draw`: draws a sample from the command line, and works a registered one out again.
import { SampleScope, sampleKinds, type SampleKind } from '#shared/contract/supervision.ts'
import { samplePurposes, type SamplePurpose } from '#shared/rules/sampling.ts'
import type { Context } from '../../core/context.ts'
import { refuse } from '../../core/refusal.ts'
import { readUnits } from '../../core/services/plans/units.ts'
import { drawByNo } from '../../core/services/supervision/sample-store.ts'
import { showSample } from '../../core/services/supervision/sample-show.ts'
import { takeSample, verifySample } from '../../core/services/supervision/sample.ts'
import { print } from './output.ts'
import { withData } from './session.ts'
import { needed, neededWord, parseWords, Usage, type Words } from './usage.ts'

const usualKind: Readonly<Record<SamplePurpose, SampleKind>> = {
  笔记: '党员',
  考勤: '党员',
  访谈党员: '党员',
  访谈群众: '编号',
  材料: '党性分析材料',
  已销号问题: '已销号问题',
}

const optional = (words: Words, option: string): string => {
  const value = words.values[option]
  return typeof value === 'string' ? value : ''
}

function wholeNumber(words: Words, option: string, fallback: string): number {
  const text = optional(words, option) || fallback
  if (!/^\d{1,5}$/u.test(text)) throw new Usage(`--${option} 要填整数。`)
  return Number(text)
}

function oneOf<T extends string>(all: readonly T[], text: string, option: string): T {
  const found = all.find((each) => each === text)
  if (found === undefined) throw new Usage(`--${option} 可用：${all.join('、')}。`)
  return found
}

async function unitIds(context: Context, names: string): Promise<string[]> {
  if (names === '') return []
  const units = await readUnits(context, context.db.read)
  return names.split(/[、,，]/u).map((name) => {
    const unit = units.find(({ shortName, fullName }) => shortName === name || fullName === name)
    return unit?.id ?? refuse(`名册上没有“${name}”，请写支部的简称或全称。`)
  })
}

export async function drawCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, {
    data: { type: 'string' },
    purpose: { type: 'string' },
    from: { type: 'string' },
    unit: { type: 'string' },
    n: { type: 'string' },
    count: { type: 'string' },
    strata: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
  })
  const purpose = oneOf(samplePurposes, needed(words, 'purpose'), 'purpose')
  const kind = oneOf(sampleKinds, optional(words, 'from') || usualKind[purpose], 'from')
  const wanted = wholeNumber(words, 'n', '')
  const count = wholeNumber(words, 'count', '0')
  const strata = oneOf(['', '类别', '单位'] as const, optional(words, 'strata'), 'strata')
  return withData(needed(words, 'data'), async (context) => {
    const orgIds = await unitIds(context, optional(words, 'unit'))
    const scope = SampleScope.parse({ kind, orgIds, strata, category: '', count, names: '', says: '' })
    const input = { purpose, scope, wanted, seed: optional(words, 'seed'), person: '', witness: '' }
    const sample = await showSample(context, await takeSample(context, input))
    const named = (role: string): string =>
      sample.picks
        .filter((pick) => pick.role === role)
        .map(({ name }) => name)
        .join('、')
    print(words.values['json'] === true, sample, () =>
      [
        `${sample.no}　${sample.population}，${String(sample.size)}${sample.measure}抽${String(sample.wanted)}，起始数 ${sample.seed}`,
        `抽中：${named('抽中')}`,
        `候补：${named('候补')}`,
      ].join('\n'),
    )
    return 0
  })
}

/** 0 when the same names come out again, 1 when they do not. */
export async function verifyDrawCommand(rest: readonly string[]): Promise<number> {
  const words = parseWords(rest, { data: { type: 'string' }, json: { type: 'boolean' } })
  const no = neededWord(words, 0, '抽样编号')
  return withData(needed(words, 'data'), async (context) => {
    const row = await drawByNo(context.db.read, no)
    const { id } = row ?? refuse(`没有编号为${no}的抽样，请核对编号。`)
    const check = await verifySample(context, id)
    print(words.values['json'] === true, check, () => check.says.join('\n'))
    return check.isSame ? 0 : 1
  })
}
