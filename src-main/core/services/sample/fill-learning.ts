// The sample town's checks of notes, study brought to members, training of secretaries, and the two texts of the discussion.
import * as z from 'zod'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import { discussionProducts } from '#shared/rules/study-content.ts'
import { write, type Context } from '../../context.ts'
import type { NewRecord } from '../../db/journal.ts'
import type { DiscussionProduct } from '../../db/learning-tables.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { readLearning } from '../learning/figures.ts'
import type { Fill, SampleMember, SampleTown, SampleUnit } from './fill.ts'
import { generalSentences, openings, ownSentences } from './learning-texts.ts'

const Story = z.object({
  demoToday: z.string(),
  townMobilisation: z.string(),
  organisations: z.array(z.object({ shortName: z.string(), studied: z.number().nullable() })),
})
type Story = z.infer<typeof Story>

const blank = { extra: null, initials: '' } as const

interface Span {
  readonly from: string
  readonly to: string
}

/** The days of a unit's first stage, as far as they have come; null while it has not begun. */
function studyOf(town: SampleTown, unit: SampleUnit): Span | null {
  const stage = unit.stage('study')
  return stage === null ? null : { from: stage.start, to: stage.end ?? town.until }
}

/** A day so many tenths into the span. */
const dayAt = ({ from, to }: Span, tenths: number): string =>
  addDays(from, Math.max(0, Math.floor((daysBetween(from, to) * tenths) / 10)))

/** Members in an order of their own for each purpose. */
const shuffled = (town: SampleTown, unit: SampleUnit, what: string): SampleMember[] =>
  unit.members
    .map((member, i) => ({ member, at: town.draw(what, unit.name, i) }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ member }) => member)

/** As the storyline has it: whose notes were looked at and found careless, and when they were looked at again. */
const CARELESS: Readonly<Record<string, { count: number; on?: string; checked?: number; again?: string }>> = {
  清溪二中支部: { count: 2, on: '2005-07-26', checked: 8, again: '2005-08-04' },
  包装公司支部: { count: 1 },
  五金公司支部: { count: 1 },
  建筑公司支部: { count: 0, on: '2005-08-16', checked: 6 },
}

/** 30% of the members, three at least. */
const sampleSize = (members: number): number => Math.min(members, Math.max(3, Math.ceil(members * 0.3)))

function noteOf(
  town: SampleTown,
  unit: SampleUnit,
  member: SampleMember,
  on: string,
  isCareless: boolean,
): NewRecord<'note_check'> {
  const draw = (what: string): number => town.draw(what, unit.name, member.name, on)
  const isShort = isCareless || draw('short') < 0.06
  const chars = isShort
    ? 2000 + Math.floor(draw('chars') * 30) * 100
    : 8000 + Math.floor(draw('chars') * 90) * 100
  const essays = isShort ? 1 : 2 + Math.floor(draw('essays') * 4)
  const lengths = Array.from({ length: essays }, (_, i) => 1000 + Math.floor(draw(`length${i}`) * 12) * 100)
  return {
    ...blank,
    org_id: unit.id,
    member_id: member.id,
    date: on,
    chars,
    neatness: isCareless ? '潦草' : draw('neat') < 0.7 ? '认真' : '一般',
    copied: isCareless ? '应付' : '否',
    essays,
    essay_chars: lengths.join('、'),
    checker: unit.supervisor,
    result: null,
    remark: isCareless ? '要求重新整理笔记' : null,
  }
}

/** Only who has studied has notes to show. */
function notesOf(
  town: SampleTown,
  unit: SampleUnit,
  studied: ReadonlySet<string>,
): NewRecord<'note_check'>[] {
  const span = studyOf(town, unit)
  if (span === null || daysBetween(span.from, span.to) < 14) return []
  const said = CARELESS[unit.name]
  const on = said?.on ?? dayAt(span, 7)
  if (on > town.until) return []
  const known = shuffled(town, unit, 'notes').filter(({ id }) => studied.has(id))
  const drawn = known.slice(0, said?.checked ?? sampleSize(unit.members.length))
  const careless = new Set(drawn.slice(0, said?.count ?? 0))
  const first = drawn.map((member) => noteOf(town, unit, member, on, careless.has(member)))
  const again = said?.again
  if (again === undefined || again > town.until) return first
  return [...first, ...[...careless].map((member) => noteOf(town, unit, member, again, false))]
}

const READINGS = JSON.stringify(['《中国共产党章程》', '《保持共产党员先进性教育读本》'])

interface Brought {
  readonly category: string
  readonly forms: readonly string[]
  readonly proof: string
}

const FLOATING: Brought = {
  category: '流动党员',
  forms: ['寄送材料', '电话辅导', '流入地参学证明'],
  proof: '邮寄回执',
}
const FRAIL: Brought = { category: '年老体弱', forms: ['送学上门', '结对帮学'], proof: '本人签收' }
const RETIRED: Brought = { category: '离退休', forms: ['送学上门', '寄送材料'], proof: '本人签收' }

function kindOf(member: SampleMember): Brought | null {
  if (member.isFloating) return FLOATING
  if (member.categories.includes('年老体弱')) return FRAIL
  return member.categories.includes('离退休') ? RETIRED : null
}

function broughtTo(
  town: SampleTown,
  unit: SampleUnit,
  member: SampleMember,
  kind: Brought,
  on: string,
): NewRecord<'alternative'> {
  const form = town.pick(kind.forms, 'brought', unit.name, member.name)
  return {
    ...blank,
    org_id: unit.id,
    member_id: member.id,
    category: kind.category,
    form,
    date: on,
    readings: READINGS,
    content: '党章、读本和动员会精神',
    proof: form === '流入地参学证明' ? '流入地党组织证明一份' : kind.proof,
    person: form === '流入地参学证明' ? null : (unit.informant ?? unit.secretary),
    hours: null,
    approver: null,
    remark: null,
  }
}

/** Study is brought to those on record as having studied; nobody beyond the number the storyline tells. */
function alternativesOf(
  town: SampleTown,
  unit: SampleUnit,
  studied: ReadonlySet<string>,
  target: number,
): NewRecord<'alternative'>[] {
  const span = studyOf(town, unit)
  if (span === null || daysBetween(span.from, span.to) < 7) return []
  let left = Math.max(0, target - unit.members.filter(({ id }) => studied.has(id)).length)
  const on = dayAt(span, 5)
  return shuffled(town, unit, 'alternatives').flatMap((member) => {
    const kind = kindOf(member)
    if (kind === null || member.isLost) return []
    const hasStudied = studied.has(member.id)
    if (!hasStudied && left === 0) return []
    if (hasStudied && kind === RETIRED && town.draw('retired', unit.name, member.name) < 0.6) return []
    if (!hasStudied) left -= 1
    return [broughtTo(town, unit, member, kind, on)]
  })
}

/** Their branches were mobilised without them having been trained. */
const UNTRAINED: readonly string[] = ['五金公司支部', '运输公司支部']

function trainingsOf(story: Story, unit: SampleUnit): NewRecord<'training'>[] {
  const on = addDays(story.townMobilisation, -1)
  const common = {
    extra: null,
    org_id: unit.id,
    date: on,
    organiser: '镇先教办',
    topic: '先进性教育活动的目的意义、方法步骤和工作要求',
  }
  const isAway = UNTRAINED.includes(unit.name)
  const secretary = unit.secretary ?? ''
  const informant = unit.informant ?? ''
  const line = (name: string, post: string, attended: '是' | '否'): NewRecord<'training'> => ({
    ...common,
    name,
    initials: initialsOf(name),
    post,
    attended,
    remark: attended === '否' ? '出差未到，未补训' : null,
  })
  return [
    ...(secretary === '' ? [] : [line(secretary, '支部书记', isAway ? '否' : '是')]),
    ...(informant === '' || informant === secretary ? [] : [line(informant, '信息员', '是')]),
  ]
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九']

function textFor(town: SampleTown, unit: SampleUnit, product: DiscussionProduct): string {
  const own = ownSentences[unit.unitType]?.[product] ?? []
  const general = generalSentences[product]
    .map((sentence, i) => ({ sentence, at: town.draw('text', unit.name, product, i) }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, 4 + Math.floor(town.draw('length', unit.name, product) * 3))
    .map(({ sentence }) => sentence)
  const lines = [...own, ...general].map((sentence, i) => `${NUMERALS[i] ?? ''}、${sentence}`)
  return [town.pick(openings[product], 'opening', unit.name, product), ...lines].join('\n')
}

/** Copied word for word, as a group may well find. */
const COPIED_FROM: Readonly<Record<string, string>> = { 西岭小学支部: '东岸小学支部' }

/** The storyline has this one written anew on that day. */
const REWRITTEN: Readonly<Record<string, string>> = { 文化计生联合支部: '2005-08-15' }

const STEP_OF: Readonly<Record<DiscussionProduct, string>> = {
  党员先进性具体标准: 'P1-12',
  不合格党员具体表现: 'P1-13',
}

/** Days the steps of the discussion were done, by unit and step. */
async function discussedOn(context: Context): Promise<Map<string, string>> {
  const rows = await context.db.read
    .selectFrom('unit_action')
    .select(['org_id', 'step_code', 'done_on'])
    .where('deleted_at', 'is', null)
    .where('state', '=', '完成')
    .where('step_code', 'in', Object.values(STEP_OF))
    .execute()
  return new Map(
    rows.flatMap((row) =>
      row.done_on === null ? [] : [[`${row.org_id}|${row.step_code ?? ''}`, row.done_on]],
    ),
  )
}

function productsOf(
  town: SampleTown,
  unit: SampleUnit,
  done: ReadonlyMap<string, string>,
): NewRecord<'discussion_product'>[] {
  const source = town.units.find(({ name }) => name === COPIED_FROM[unit.name]) ?? unit
  return discussionProducts.flatMap((product) => {
    const on = done.get(`${unit.id}|${STEP_OF[product]}`)
    if (on === undefined) return []
    const rewritten = product === '不合格党员具体表现' ? REWRITTEN[unit.name] : undefined
    const day = rewritten !== undefined && rewritten <= town.until ? rewritten : on
    return [{ org_id: unit.id, product, on_day: day, text: textFor(town, source, product) }]
  })
}

/** On the storyline's day the storyline counts; later everybody who can be reached has studied. */
function targetOf(town: SampleTown, story: Story, unit: SampleUnit): number {
  const said = story.organisations.find(({ shortName }) => shortName === unit.name)?.studied ?? 0
  return town.until > story.demoToday ? unit.members.filter(({ isLost }) => !isLost).length : said
}

export const fillLearning: Fill = async (context, town) => {
  const story = Story.parse(town.story)
  const [learning, done] = await Promise.all([readLearning(context), discussedOn(context)])
  const studied = new Set(
    [...learning.values()].flatMap(({ members }) =>
      members.flatMap(({ member, hasStudied }) => (hasStudied ? [member.id] : [])),
    ),
  )
  const { units } = town
  const notes = units.flatMap((unit) => notesOf(town, unit, studied))
  const brought = units.flatMap((unit) => alternativesOf(town, unit, studied, targetOf(town, story, unit)))
  await write(
    context,
    async (journal) => {
      await journal.addMany('note_check', notes)
      await journal.addMany('alternative', brought)
      await journal.addMany(
        'training',
        units.flatMap((unit) => trainingsOf(story, unit)),
      )
      await journal.addMany(
        'discussion_product',
        units.flatMap((unit) => productsOf(town, unit, done)),
      )
    },
    { reason: '示例数据' },
  )
}
