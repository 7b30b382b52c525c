// The four grounds as the reviewer sees them: wording, source, questions to ask, ready wordings filled for the unit.
import { refusalsOf, sources, unitTypeByLabel, type Refusal } from '#shared/campaign/index.ts'
import type { PlanCase } from '#shared/contract/plans.ts'
import type { Context } from '../../context.ts'
import type { PlanUnit } from './units.ts'

type Ground = NonNullable<PlanCase['plan']>['grounds'][number]

/** What is known is filled in; the rest stays in braces for the reviewer. */
function filled(phrase: string, known: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{([^{}]+)\}/gu, (whole, name: string) => known[name] || whole)
}

const toGround = (refusal: Refusal, known: Readonly<Record<string, string>>): Ground => ({
  key: refusal.key,
  wording: refusal.basis.quote,
  source: sources.find(({ key }) => key === refusal.basis.source)?.title ?? '',
  questions: refusal.checks.map(({ question }) => question),
  phrases: refusal.returnPhrases.map((phrase) => filled(phrase, known)),
})

export function groundsFor(context: Pick<Context, 'campaign'>, unit: PlanUnit): Ground[] {
  const known = {
    单位: unit.shortName,
    单位类型: unit.unitType,
    着力点: unitTypeByLabel(unit.unitType)?.focus ?? '',
    书记姓名: unit.secretary.includes('空缺') ? '' : unit.secretary,
  }
  return refusalsOf(context.campaign.template).map((refusal) => toGround(refusal, known))
}
