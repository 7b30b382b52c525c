// The page of learning: the whole town at once, and one unit member by member.
import { basisText } from '#shared/campaign/index.ts'
import type { ThresholdKey } from '#shared/campaign/index.ts'
import type {
  LearningDetail,
  LearningMember,
  LearningProduct,
  LearningTown,
  LearningUnit,
} from '#shared/contract/learning.ts'
import { courseKinds } from '#shared/rules/study.ts'
import { discussionProducts, discussionThemes } from '#shared/rules/study-content.ts'
import type { Context } from '../../context.ts'
import type { DiscussionProduct } from '../../db/learning-tables.ts'
import { NotFound } from '../../refusal.ts'
import { readUnits, unitById, type PlanUnit } from '../plans/units.ts'
import { readAlike, type AlikeTexts } from './alike.ts'
import { isAsked, type MemberLearning, type UnitLearning } from './count.ts'
import { figuresOf, normsOf, readLearning } from './figures.ts'
import { readTraining } from './training.ts'
import { alternateVerdict, discussionVerdict, whyHard } from './verdicts.ts'

/** A unit of the town with what it has learned. */
export interface LearnedUnit {
  readonly unit: PlanUnit
  readonly learning: UnitLearning
}

/** Branches with members of their own, in the order of the roster. */
export async function learnedUnits(context: Context): Promise<LearnedUnit[]> {
  const [units, learning] = await Promise.all([readUnits(context, context.db.read), readLearning(context)])
  return units.flatMap((unit) => {
    const own = learning.get(unit.id)
    return own === undefined || own.members.length === 0 ? [] : [{ unit, learning: own }]
  })
}

const nameIn = (units: readonly LearnedUnit[], orgId: string): string =>
  units.find(({ unit }) => unit.id === orgId)?.unit.shortName ?? ''

/** The most alike text of another unit, by its name. */
function alikeOf(
  texts: AlikeTexts,
  units: readonly LearnedUnit[],
  orgId: string,
  product: DiscussionProduct,
): { unit: string; percent: number } | null {
  const found = texts.of(orgId, product)
  return found === null ? null : { unit: nameIn(units, found.orgId), percent: found.percent }
}

function toUnit(
  context: Context,
  { unit, learning }: LearnedUnit,
  units: readonly LearnedUnit[],
  texts: AlikeTexts,
): LearningUnit {
  const { cutoff } = normsOf(context)
  const isPast = cutoff !== null && context.today > cutoff
  const asked = learning.members.filter(isAsked)
  return {
    orgId: unit.id,
    unit: unit.shortName,
    fullName: unit.fullName,
    unitType: unit.unitType,
    initials: unit.initials,
    hasSession: learning.hasSession,
    figures: figuresOf(learning),
    lacking: asked.filter(({ readings }) => readings.length > 0).length,
    asked: asked.length,
    courses: learning.courses.map(({ what, on }) => ({
      kind: what,
      on,
      isLate: on !== null && cutoff !== null && on > cutoff,
      isOverdue: on === null && isPast,
    })),
    readings: learning.readings.map(({ what, on }) => ({
      title: what,
      on,
      lacking: asked.filter(({ readings }) => readings.includes(what)).length,
    })),
    themes: learning.themes.map(({ what, on }) => ({ theme: what, on })),
    products: discussionProducts.map((product) => {
      const own = learning.products.find((each) => each.product === product)
      return {
        product,
        on: own?.on ?? null,
        chars: own?.text.trim().length ?? 0,
        alike: alikeOf(texts, units, unit.id, product),
      }
    }),
    isOneText: texts.isOneText(unit.id),
  }
}

/** Five hours a step. */
const STEP = 50

/** How many of those asked for hours have come how far; every step from none to the furthest. */
function spreadOf(units: readonly LearnedUnit[]): LearningTown['spread'] {
  const hours = units.flatMap(({ learning }) => learning.members.filter(isAsked).map((each) => each.hours))
  const most = Math.max(0, ...hours)
  return Array.from({ length: Math.floor(most / STEP) + 1 }, (_, i) => ({
    fromX10: i * STEP,
    count: hours.filter((each) => Math.floor(each / STEP) === i).length,
  }))
}

const basisOf = ({ campaign }: Context, key: ThresholdKey): string =>
  campaign.changes.get(key)?.basis ?? basisText(campaign.threshold(key).basis)

function alternateOf(units: readonly LearnedUnit[]): LearningTown['alternate'] {
  const needed = units.flatMap(({ learning }) =>
    learning.members.filter((each) => whyHard(each) !== undefined),
  )
  return {
    needed: needed.length,
    served: needed.filter((each) => alternateVerdict(each).outcome === 'pass').length,
  }
}

async function trainingOf(context: Context): Promise<LearningTown['training']> {
  const secretaries = await readTraining(context)
  const untrained = secretaries.filter(({ isTrained }) => !isTrained)
  return {
    secretaries: secretaries.length,
    trained: secretaries.length - untrained.length,
    untrained: untrained.map(({ unit, secretary }) => `${unit.shortName}${secretary}`),
  }
}

export async function showTown(context: Context): Promise<LearningTown> {
  const [units, texts] = await Promise.all([learnedUnits(context), readAlike(context)])
  const norms = normsOf(context)
  return {
    units: units.map((each) => toUnit(context, each, units, texts)),
    courses: [...courseKinds],
    readings: [...norms.required],
    themes: [...discussionThemes],
    norms: {
      minHours: norms.minX10 === null ? null : norms.minX10 / 10,
      cutoff: norms.cutoff,
      notesChars: context.campaign.limit('study.notes.chars'),
      essays: context.campaign.limit('study.essays.count'),
    },
    basis: {
      hours: basisOf(context, 'study.hours.min'),
      attendance: basisOf(context, 'study.attendance.target'),
      courses: basisOf(context, 'study.courses.cutoff'),
      readings: basisOf(context, 'study.readings.required'),
      discussion: basisOf(context, 'discussion.themes'),
      notes: basisOf(context, 'study.notes.chars'),
    },
    alternate: alternateOf(units),
    training: await trainingOf(context),
    spread: spreadOf(units),
    step: STEP,
  }
}

/** Hours still missing; nothing is asked of the excused. */
export const shortOf = (each: MemberLearning, minX10: number | null): number =>
  minX10 === null || !isAsked(each) ? 0 : Math.max(0, minX10 - each.hours)

export const openMakeupsOf = ({ makeups }: MemberLearning): number =>
  makeups.filter(({ stand }) => stand === '待补课' || stand === '部分补课').length

function toMember(each: MemberLearning, minX10: number | null): LearningMember {
  const { member, note } = each
  return {
    memberId: member.id,
    name: member.name,
    categories: [...member.categories],
    isFloating: member.isFloating,
    isLost: member.isLost,
    hoursX10: each.hours,
    attendedX10: each.attended,
    madeUpX10: each.madeUp,
    creditedX10: each.credited,
    shortX10: shortOf(each, minX10),
    isExcused: each.isExcused,
    hasStudied: each.hasStudied,
    readings: isAsked(each) ? [...each.readings] : [],
    courses: isAsked(each) ? [...each.courses] : [],
    openMakeups: openMakeupsOf(each),
    alternatives: each.alternatives.length,
    note:
      note === null
        ? null
        : {
            on: note.date,
            result: note.result,
            chars: note.chars,
            neatness: note.neatness,
            copied: note.copied ?? '否',
            essays: note.essays,
          },
  }
}

async function storedProducts(context: Context, orgId: string): Promise<Omit<LearningProduct, 'alike'>[]> {
  const rows = await context.db.read
    .selectFrom('discussion_product')
    .select(['product', 'on_day', 'text', 'row_version'])
    .where('org_id', '=', orgId)
    .where('deleted_at', 'is', null)
    .execute()
  return discussionProducts.map((product) => {
    const row = rows.find((each) => each.product === product)
    return {
      product,
      on: row?.on_day ?? null,
      text: row?.text ?? '',
      rowVersion: row?.row_version ?? null,
    }
  })
}

/** One unit member by member, with its two texts. Throws NotFound. */
export async function showLearning(context: Context, orgId: string): Promise<LearningDetail> {
  const [units, texts, all, stored] = await Promise.all([
    learnedUnits(context),
    readAlike(context),
    readUnits(context, context.db.read),
    storedProducts(context, orgId),
  ])
  const unit = unitById(all, orgId)
  const learning = units.find((each) => each.unit.id === orgId)?.learning
  if (learning === undefined) throw new NotFound('这个支部的党员')
  const { minX10 } = normsOf(context)
  const verdict = discussionVerdict(context, learning, texts)
  return {
    orgId,
    unit: unit.shortName,
    fullName: unit.fullName,
    members: learning.members.map((each) => toMember(each, minX10)),
    products: stored.map((each) => ({ ...each, alike: alikeOf(texts, units, orgId, each.product) })),
    discussion: {
      isMet: verdict.outcome === 'pass',
      reason: verdict.reason,
      details: [...(verdict.details ?? [])],
    },
  }
}
